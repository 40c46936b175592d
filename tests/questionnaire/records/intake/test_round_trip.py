"""What was entered goes through the recorder, the encryption and the desk without a loss."""

from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace
from sealed_examples import OPENER, SETUP, a_case, listed
from strategies import answer_sets

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.questions import PAGES
from questionnaire.records.desk.opened import Leaf, opened
from questionnaire.records.format.draft import Draft
from questionnaire.records.format.version import Version
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.records.intake.recorder import Branch, Recorder

AGES = st.dictionaries(st.sampled_from(["onset_age", "current_age"]), st.text(max_size=40))
STAYED_ON = st.sampled_from([page.id for page in PAGES])


class Kept:
    """Takes the place of the recorder, and encrypts at once."""

    def __init__(self) -> None:
        self.versions: list[Version] = []

    def next_ticket(self) -> str:
        return "K7-42"

    def note(self, event: Any) -> None:
        """Drop what is noted."""

    def keep(self, draft: Draft, branch: Branch) -> None:
        version = branch.sealed(draft, SETUP)
        branch.go_on_from(version)
        self.versions.append(version)

    @property
    def newest(self) -> Leaf:
        """The last version, as the desk opens it."""
        version = self.versions[-1]
        return opened({listed(version): version.body}, OPENER).leaves[0]


def begun(interview: Interview, kept: Kept, earlier: Leaf | None = None) -> Filling:
    return Filling(
        interview,
        cast("Recorder", kept),
        Clinic(name="Our clinic"),
        who="Ada" if earlier else WAITING_ROOM,
        earlier=earlier.earlier if earlier else None,
        action="changed" if earlier else None,
    )


@settings(max_examples=30)
@given(answers=answer_sets(), ages=AGES, page=STAYED_ON, large=st.booleans())
def test_nothing_that_was_entered_is_lost_on_its_way_to_the_desk_and_back(
    answers: Answers, ages: dict[str, str], page: Any, *, large: bool
) -> None:
    kept, interview = Kept(), Interview()
    filling = begun(interview, kept)
    interview.answer("impact", "mild")
    for field, value in asdict(replace(answers, impact="moderate")).items():
        interview.answer(field, value)
    for field, typed in ages.items():
        interview.enter_age(field, typed)
    interview.turn_to(page)
    filling.save()

    draft = kept.newest
    again = draft.interview()
    assert draft.can_change
    assert (again.kept, again.unreadable) == (interview.kept, interview.unreadable)
    assert again.page == page
    assert (draft.body.bound.version, draft.listed.state) == (draft.listed.id, "unfinished")

    at_the_desk = begun(again, kept, draft)
    again.answer("impact", "severe")
    for _ in range(2):  # the same result is kept once
        at_the_desk.finish(a_case(again.answers), large_text=large)
    assert kept.versions[-2].state == "unfinished"
    done = kept.newest
    assert (done.interview().kept, done.interview().unreadable) == (again.kept, again.unreadable)
    assert (done.interview().page, done.body.large_text) == ("review", large)
    by = {field: answer.by for field, answer in done.body.answers.items() if answer.by}
    assert by["impact"] == "Ada"
    assert set(by.values()) <= {"Ada", WAITING_ROOM}
    assert {field for field, who in by.items() if who == WAITING_ROOM} == {
        field for field, answer in draft.body.answers.items() if answer.by and field != "impact"
    }
    number = len(kept.versions)
    begun(done.interview(), kept, done).leave()
    assert len(kept.versions) == number
