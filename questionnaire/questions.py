"""The questions in their order: what each is called, asks and offers, and when it applies."""

from questionnaire.answers import UNSURE, Answers
from questionnaire.body import SITES, regions_of, tasks_beyond
from questionnaire.choices import CHOICES, Choice
from questionnaire.pages import Page, PageId, Question
from questionnaire.site_names import NAMES, WHOSE
from questionnaire.words import Wording, mark, same

#: Goes up with every change of what is asked or how; each kept intake records it.
QUESTIONNAIRE_VERSION = "2"


def _is_affected(answers: Answers) -> bool:
    """Tell whether there is a part that could be asked about; not answered yet, there may be."""
    return answers.affected is None or bool(answers.affected)


def _stops(answers: Answers) -> bool:
    # The first page opens faster without the rules.
    from questionnaire.facts import facts_of
    from questionnaire.rules.urgency import stops

    return stops(facts_of(answers))


_PARTS = tuple(Choice(site, same(NAMES[site]), said=WHOSE[site]) for site in SITES)
_NONE = same(mark("None of these"))
_UNSURE = Wording(mark("I'm not sure"), mark("I'm not sure"), mark("Not sure"))
_ALL_THAT_APPLY = same(mark("Choose all that apply."))

PAGES: tuple[Page, ...] = (
    Page(
        id="welcome",
        called=mark("Start"),
        questions=(
            Question(
                field="answered_by",
                name=mark("Who is answering"),
                kind="one",
                heading=same(mark("Who is answering?")),
                choices=CHOICES["answered_by"],
            ),
            Question(
                field="caring_for",
                name=mark("Answering for"),
                kind="one",
                heading=same(mark("Who are the answers about?")),
                choices=CHOICES["caring_for"],
                applies=lambda answers: answers.answered_by == "carer",
                depends_on="answered_by",
                refusal=mark('caring_for: only allowed when answered_by is "carer"'),
            ),
        ),
    ),
    Page(
        id="urgent",
        questions=(
            Question(
                field="urgent_signs",
                name=mark("Urgent signs"),
                kind="many",
                heading=Wording(
                    mark("Do you have any of these now?"),
                    mark("Do they have any of these now?"),
                    mark("Does the patient have any of these now?"),
                    mark("Does your child have any of these now?"),
                ),
                hint=same(
                    mark("Or in the last few days? These should not wait. Choose all that apply.")
                ),
                choices=CHOICES["urgent_signs"],
                none=_NONE,
                unsure=_UNSURE,
                missing=mark(
                    "Choose every sign that applies, or “None of these”, or “I'm not sure”."
                ),
            ),
        ),
    ),
    Page(
        id="stop",
        called=mark("Tell someone"),
        applies=_stops,
        is_step=False,
    ),
    Page(
        id="affected",
        questions=(
            Question(
                field="affected",
                name=mark("Body parts"),
                kind="sites",
                heading=Wording(
                    mark("Which parts of your body are affected?"),
                    mark("Which parts of their body are affected?"),
                    mark("Which parts of the patient's body are affected?"),
                    mark("Which parts of your child's body are affected?"),
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
                    mark(
                        "Mark each part that pulls, twists, cramps, shakes or clamps shut "
                        "against your child's will."
                    ),
                ),
                offers=lambda _answers: _PARTS,
                none=same(mark("No part is affected")),
                missing=mark("Mark at least one body part, or choose “No part is affected”."),
            ),
        ),
    ),
    Page(
        id="first",
        applies=lambda answers: len(regions_of(answers.affected or ())) > 1,
        questions=(
            Question(
                field="first_affected",
                name=mark("Where it began"),
                kind="one",
                heading=same(mark("Which part was affected first?")),
                hint=same(mark("It can help to tell whether it may spread.")),
                offers=lambda answers: tuple(
                    part for part in _PARTS if part.value in (answers.affected or ())
                ),
                unsure=_UNSURE,
                depends_on="affected",
                refusal=mark("first_affected: must be one of affected, or unsure"),
            ),
        ),
    ),
    Page(
        id="onset",
        applies=_is_affected,
        may_end=True,
        questions=(
            Question(
                field="onset_age",
                name=mark("Age when it began"),
                kind="age",
                heading=Wording(
                    mark("How old were you when it began?"),
                    mark("How old were they when it began?"),
                    mark("How old was the patient when it began?"),
                    mark("How old was your child when it began?"),
                ),
                hint=same(mark("In years; 0 for a baby. A good guess is fine.")),
                missing=mark("Enter the age when it began, or choose “I don't know exactly”."),
                applies=lambda answers: answers.onset_certainty != UNSURE,
                depends_on="onset_certainty",
                refusal=mark(
                    "onset_certainty: unsure goes without an onset_age; use about for a rough age"
                ),
                certainty="onset_certainty",
            ),
            Question(
                field="onset_band",
                name=mark("Age when it began"),
                kind="one",
                heading=same(mark("About when was it?")),
                choices=CHOICES["onset_band"],
                applies=lambda answers: answers.onset_certainty == UNSURE,
                depends_on="onset_age",
                refusal=mark("onset_band: only allowed where onset_age is null"),
                with_example=True,
                after_unsure=True,
            ),
            Question(
                field="current_age",
                name=mark("Age now"),
                kind="age",
                heading=Wording(
                    mark("How old are you now?"),
                    mark("How old are they now?"),
                    mark("How old is the patient now?"),
                    mark("How old is your child now?"),
                ),
            ),
        ),
    ),
    Page(
        id="speed",
        applies=_is_affected,
        questions=(
            Question(
                field="onset_speed",
                name=mark("How fast it came on"),
                kind="one",
                heading=same(mark("How fast did it come on?")),
                choices=CHOICES["onset_speed"],
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(
        id="features",
        applies=_is_affected,
        questions=(
            Question(
                field="features",
                name=mark("What happens"),
                kind="many",
                heading=Wording(
                    mark("What happens in the parts that you marked?"),
                    mark("What happens in the parts that are marked?"),
                    mark("What happens in the parts that are marked?"),
                ),
                hint=_ALL_THAT_APPLY,
                choices=CHOICES["features"],
                none=_NONE,
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(
        id="pattern",
        applies=_is_affected,
        questions=(
            Question(
                field="pattern",
                name=mark("When it happens"),
                kind="many",
                heading=same(mark("When does it happen?")),
                hint=_ALL_THAT_APPLY,
                choices=CHOICES["pattern"],
                none=_NONE,
                unsure=_UNSURE,
            ),
            Question(
                field="tasks",
                name=mark("During which tasks"),
                kind="many",
                heading=same(mark("During which tasks?")),
                choices=CHOICES["tasks"],
                leaves_out=lambda answers: tasks_beyond(answers.affected or ()),
                unsure=_UNSURE,
                applies=lambda answers: "task" in (answers.pattern or ()),
                depends_on="pattern",
                refusal=mark('tasks: only allowed when pattern contains "task"'),
            ),
        ),
    ),
    Page(
        id="medicines",
        questions=(
            Question(
                field="medicines",
                name=mark("Medicines"),
                kind="one",
                heading=Wording(
                    mark(
                        "Have you ever taken a medicine for mental health, or to stop you feeling sick?"
                    ),
                    mark(
                        "Have they ever taken a medicine for mental health, or to stop them feeling sick?"
                    ),
                    mark("Has the patient ever taken an antipsychotic or anti-sickness medicine?"),
                    mark(
                        "Has your child ever taken a medicine for mental health, or to stop feeling sick?"
                    ),
                ),
                hint=same(
                    mark(
                        "Some names: haloperidol, risperidone, olanzapine, quetiapine, metoclopramide, "
                        "prochlorperazine."
                    )
                ),
                choices=CHOICES["medicines"],
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(
        id="family",
        questions=(
            Question(
                field="family_history",
                name=mark("Family"),
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
                    mark(
                        "Does anyone in your child's family have dystonia, a tremor, "
                        "or Parkinson's that began young?"
                    ),
                ),
                hint=same(mark("Parents, brothers, sisters or children.")),
                choices=CHOICES["family_history"],
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(
        id="conditions",
        questions=(
            Question(
                field="conditions",
                name=mark("Health conditions"),
                kind="many",
                heading=Wording(
                    mark("Have you ever had any of these?"),
                    mark("Have they ever had any of these?"),
                    mark("Has the patient ever had any of these?"),
                    mark("Has your child ever had any of these?"),
                ),
                hint=same(mark("Even years ago. Choose all that apply.")),
                choices=CHOICES["conditions"],
                none=_NONE,
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(
        id="tried",
        applies=_is_affected,
        questions=(
            Question(
                field="tried",
                name=mark("Tried so far"),
                kind="many",
                heading=same(mark("What has been tried so far?")),
                choices=CHOICES["tried"],
                none=same(mark("Nothing yet")),
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(
        id="impact",
        applies=_is_affected,
        questions=(
            Question(
                field="impact",
                name=mark("Daily life"),
                kind="one",
                heading=Wording(
                    mark("How much does it affect your daily life?"),
                    mark("How much does it affect their daily life?"),
                    mark("How much does it affect the patient's daily life?"),
                    mark("How much does it affect your child's daily life?"),
                ),
                choices=CHOICES["impact"],
                unsure=_UNSURE,
            ),
        ),
    ),
    Page(id="review", called=mark("Check your answers")),
    Page(id="result", called=mark("Result")),
)

PAGE: dict[PageId, Page] = {page.id: page for page in PAGES}

#: The page that asks a question, by its field.
PAGE_ASKING: dict[str, Page] = {
    question.field: page for page in PAGES for question in page.questions
}
