"""The questions in their order: the pages, what each asks, whether it is required and when it applies."""

from collections.abc import Callable
from typing import Literal

import msgspec

from questionnaire import choices
from questionnaire.answers import Answers
from questionnaire.body import regions_of
from questionnaire.choices import Choice
from questionnaire.facts import facts_of
from questionnaire.rules.urgency import stops, urgency_of
from questionnaire.words import Wording, mark, same

#: Goes up with every change of what is asked or how, and stands with each kept intake.
QUESTIONNAIRE_VERSION = "1"

PageId = Literal[
    "welcome",
    "urgent",
    "stop",
    "affected",
    "first",
    "onset",
    "pattern",
    "medicines",
    "family",
    "conditions",
    "impact",
    "review",
    "result",
]

Kind = Literal["one", "many", "sites", "age"]


def _always(_answers: Answers) -> bool:
    return True


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question: the field of Answers that it fills, how it is asked, and when it applies."""

    field: str
    kind: Kind
    heading: Wording
    hint: Wording | None = None
    choices: tuple[Choice, ...] = ()
    none: Wording | None = None
    unsure: Wording | None = None
    applies: Callable[[Answers], bool] = _always


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the interview; `name` is its short name in the list of steps and on review."""

    id: PageId
    name: str
    questions: tuple[Question, ...] = ()
    required: bool = False
    applies: Callable[[Answers], bool] = _always
    is_step: bool = True


def _several_regions(answers: Answers) -> bool:
    return len(regions_of(answers.affected or ())) > 1


def _must_stop(answers: Answers) -> bool:
    return answers.urgent_signs is not None and stops(urgency_of(facts_of(answers)).level)


def _in_a_task(answers: Answers) -> bool:
    return "task" in (answers.pattern or ())


def _age_unsure(answers: Answers) -> bool:
    return answers.onset_certainty == "unsure"


def _age_known(answers: Answers) -> bool:
    return answers.onset_certainty != "unsure"


_NONE = same(mark("None of these"))
_UNSURE = Wording(mark("I'm not sure"), mark("I'm not sure"), mark("Not sure"))
_ALL_THAT_APPLY = same(mark("Choose all that apply."))

WELCOME = Page(
    id="welcome",
    name=mark("Start"),
    questions=(
        Question(
            field="answered_by",
            kind="one",
            heading=same(mark("Who is answering?")),
            choices=choices.ANSWERED_BY,
        ),
    ),
)

URGENT = Page(
    id="urgent",
    name=mark("Urgent signs"),
    required=True,
    questions=(
        Question(
            field="urgent_signs",
            kind="many",
            heading=Wording(
                mark("Do you have any of these now, or did you in the last few days?"),
                mark("Do they have any of these now, or did they in the last few days?"),
                mark("Does the patient have any of these now, or in the last few days?"),
            ),
            hint=same(mark("These should not wait. Choose all that apply.")),
            choices=choices.SIGNS,
            none=_NONE,
            unsure=_UNSURE,
        ),
    ),
)

STOP = Page(id="stop", name=mark("Tell somebody"), applies=_must_stop, is_step=False)

AFFECTED = Page(
    id="affected",
    name=mark("Body parts"),
    required=True,
    questions=(
        Question(
            field="affected",
            kind="sites",
            heading=Wording(
                mark("Which parts of your body are affected?"),
                mark("Which parts of their body are affected?"),
                mark("Which parts of the patient's body are affected?"),
            ),
            hint=Wording(
                mark(
                    "Mark each part that pulls, twists, cramps, shakes or clamps shut against your will."
                ),
                mark(
                    "Mark each part that pulls, twists, cramps, shakes or clamps shut against their will."
                ),
                mark(
                    "Mark each part that pulls, twists, cramps, shakes or clamps shut "
                    "against the patient's will."
                ),
            ),
            none=same(mark("No part is affected")),
        ),
    ),
)

FIRST = Page(
    id="first",
    name=mark("Where it began"),
    applies=_several_regions,
    questions=(
        Question(
            field="first_affected",
            kind="one",
            heading=same(mark("Which part was affected first?")),
            hint=same(mark("Where it began can help to tell whether it may spread.")),
            unsure=_UNSURE,
        ),
    ),
)

ONSET = Page(
    id="onset",
    name=mark("Age when it began"),
    required=True,
    questions=(
        Question(
            field="onset_age",
            kind="age",
            heading=Wording(
                mark("How old were you when it began?"),
                mark("How old were they when it began?"),
                mark("How old was the patient when it began?"),
            ),
            hint=same(mark("The age in years. A good guess is fine.")),
            applies=_age_known,
        ),
        Question(
            field="onset_band",
            kind="one",
            heading=same(mark("About when was it?")),
            choices=choices.BANDS,
            applies=_age_unsure,
        ),
        Question(
            field="current_age",
            kind="age",
            heading=Wording(
                mark("How old are you now?"),
                mark("How old are they now?"),
                mark("How old is the patient now?"),
            ),
        ),
    ),
)

PATTERN = Page(
    id="pattern",
    name=mark("When it happens"),
    questions=(
        Question(
            field="pattern",
            kind="many",
            heading=same(mark("When does it happen?")),
            hint=_ALL_THAT_APPLY,
            choices=choices.PATTERNS,
            none=_NONE,
            unsure=_UNSURE,
        ),
        Question(
            field="tasks",
            kind="many",
            heading=same(mark("During which tasks?")),
            choices=choices.TASKS,
            unsure=_UNSURE,
            applies=_in_a_task,
        ),
    ),
)

MEDICINES = Page(
    id="medicines",
    name=mark("Medicines"),
    questions=(
        Question(
            field="medicines",
            kind="one",
            heading=Wording(
                mark("Have you ever taken a medicine for mental health or against feeling sick?"),
                mark("Have they ever taken a medicine for mental health or against feeling sick?"),
                mark("Has the patient ever taken an antipsychotic or anti-sickness medicine?"),
            ),
            hint=same(
                mark(
                    "Some names: haloperidol, risperidone, olanzapine, quetiapine, metoclopramide, "
                    "prochlorperazine."
                )
            ),
            choices=choices.MEDICINES,
            unsure=_UNSURE,
        ),
    ),
)

FAMILY = Page(
    id="family",
    name=mark("Family"),
    questions=(
        Question(
            field="family_history",
            kind="one",
            heading=Wording(
                mark(
                    "Does anyone in your family have dystonia, a tremor, or Parkinson's that began young?"
                ),
                mark(
                    "Does anyone in their family have dystonia, a tremor, or Parkinson's that began young?"
                ),
                mark(
                    "Does anyone in the patient's family have dystonia, a tremor, "
                    "or Parkinson's that began young?"
                ),
            ),
            hint=same(mark("Such as parents, brothers, sisters or children.")),
            choices=choices.YES_NO,
            unsure=_UNSURE,
        ),
    ),
)

CONDITIONS = Page(
    id="conditions",
    name=mark("Health conditions"),
    questions=(
        Question(
            field="conditions",
            kind="many",
            heading=Wording(
                mark("Have you ever had any of these?"),
                mark("Have they ever had any of these?"),
                mark("Has the patient ever had any of these?"),
            ),
            hint=same(mark("Even years ago. Choose all that apply.")),
            choices=choices.CONDITIONS,
            none=_NONE,
            unsure=_UNSURE,
        ),
    ),
)

IMPACT = Page(
    id="impact",
    name=mark("Daily life"),
    questions=(
        Question(
            field="impact",
            kind="one",
            heading=Wording(
                mark("How much does it affect your daily life?"),
                mark("How much does it affect their daily life?"),
                mark("How much does it affect the patient's daily life?"),
            ),
            choices=choices.IMPACTS,
            unsure=_UNSURE,
        ),
    ),
)

REVIEW = Page(id="review", name=mark("Check your answers"))
RESULT = Page(id="result", name=mark("Result"))

PAGES: tuple[Page, ...] = (
    WELCOME,
    URGENT,
    STOP,
    AFFECTED,
    FIRST,
    ONSET,
    PATTERN,
    MEDICINES,
    FAMILY,
    CONDITIONS,
    IMPACT,
    REVIEW,
    RESULT,
)

PAGE: dict[PageId, Page] = {page.id: page for page in PAGES}
