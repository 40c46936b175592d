import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import answer_sets, mirrored

import questionnaire
from questionnaire.answers import Answers, marked_signs
from questionnaire.body import REGIONS, SITES, Site
from questionnaire.evidence import evidence
from questionnaire.reading import read_answers
from questionnaire.rules.assessment import assess

LISTS = ("affected", "pattern", "tasks", "conditions", "urgent_signs")


def result(answers: Answers) -> dict[str, Any]:
    """Return the assessment as its JSON reads."""
    found: dict[str, Any] = json.loads(msgspec.json.encode(assess(answers)))
    return found


def test_the_example_of_the_contract_is_assessed_as_the_contract_shows() -> None:
    found = result(
        Answers(
            affected=("neck", "left-hand"),
            first_affected="neck",
            onset_age=34,
            onset_certainty="about",
            current_age=41,
            pattern=("task",),
            tasks=("writing",),
            urgent_signs=(),
        )
    )
    assert found["headline"] == "segmental"
    assert found["distribution"] == {
        "patient-guide": "segmental",
        "consensus-2013": "segmental",
        "with_leg": None,
    }
    assert found["regions"] == ["neck", "left-upper-limb"]
    assert found["forms"] == ["cervical-dystonia", "writers-cramp"]
    assert found["onset"] == {"band": "early-adulthood", "before_20": False}
    assert found["spread"]["level"] == "unknown"
    assert found["urgency"] == {"level": "routine", "statements": []}


def test_the_headline_falls_back_where_the_guide_has_no_name() -> None:
    found = assess(Answers(affected=("neck", "left-leg")))
    assert (found.distribution.patient_guide, found.headline) == (None, "multifocal")


def test_leg_involvement_is_told_where_the_consensus_says_generalized() -> None:
    without = assess(Answers(affected=("neck", "upper-trunk", "left-hand")))
    with_leg = assess(Answers(affected=("neck", "upper-trunk", "left-leg")))
    assert without.distribution.with_leg is False
    assert with_leg.distribution.with_leg is True


@pytest.mark.parametrize(
    "affected", [("left-leg", "right-leg", "neck"), ("upper-trunk", "left-leg"), ()]
)
def test_leg_involvement_is_not_told_otherwise(affected: tuple[Site, ...]) -> None:
    assert assess(Answers(affected=affected)).distribution.with_leg is None


def test_the_versions_are_those_of_the_program_and_the_evidence() -> None:
    versions = assess(Answers(affected=())).versions
    assert (versions.program, versions.evidence) == (
        questionnaire.__version__,
        evidence().version,
    )


def test_the_statements_speak_to_whoever_answers() -> None:
    said = {
        assess(Answers(affected=(), urgent_signs=("breathing",), answered_by=who))
        .urgency.statements[0]
        .text
        for who in ("patient", "carer", "staff")
    }
    assert len(said) == 3


@given(answer_sets())
def test_the_mirror_image_gives_the_mirror_result(answers: Answers) -> None:
    other = replace(
        answers,
        affected=mirrored(answers.affected),
        first_affected=mirrored(answers.first_affected),
    )
    found, expected = assess(other), assess(answers)
    regions = mirrored(expected.regions)
    assert found.regions == tuple(region for region in REGIONS if region in regions)
    assert [why.review for why in found.why] == [why.review for why in expected.why]
    assert replace(found, regions=(), why=()) == replace(expected, regions=(), why=())


@given(answer_sets(), st.data())
def test_order_and_duplicates_do_not_matter(answers: Answers, data: st.DataObject) -> None:
    mixed = {
        name: tuple(data.draw(st.permutations(values * 2)))
        for name in LISTS
        if (values := getattr(answers, name)) is not None
    }
    assert assess(replace(answers, **mixed)) == assess(answers)


@given(answer_sets(), st.sampled_from(SITES))
def test_one_more_site_never_makes_it_none(answers: Answers, site: Site) -> None:
    more = assess(replace(answers, affected=(*(answers.affected or ()), site)))
    labels = more.distribution.patient_guide, more.distribution.consensus_2013
    assert "none" not in (more.headline, more.spread.level, *labels)


@given(answer_sets())
def test_answers_go_round_through_json_to_the_same_assessment(answers: Answers) -> None:
    assert assess(read_answers(msgspec.json.encode(answers))) == assess(answers)


@given(answer_sets(), st.sampled_from(["patient-guide", "consensus-2013"]))
def test_the_headline_is_one_of_the_two_labels(answers: Answers, criteria: Any) -> None:
    found = assess(answers, criteria)
    labels = {
        "patient-guide": found.distribution.patient_guide,
        "consensus-2013": found.distribution.consensus_2013,
    }
    assert found.headline == (labels[criteria] or labels["consensus-2013"])


@given(answer_sets())
def test_every_statement_has_words_and_sources_and_all_sources_are_given(answers: Answers) -> None:
    found = result(answers)
    groups = (found["spread"]["statements"], found["treatments"], found["causes"])
    said = [one for group in (*groups, found["urgency"]["statements"]) for one in group]
    for statement in said:
        assert statement["text"]
        assert statement["sources"]
        assert evidence().statements[statement["id"]].audience
    used = {source for statement in said for source in statement["sources"]}
    assert used == set(found["sources"])


@given(answer_sets())
def test_no_treatment_never_stands_beside_an_urgent_sign(answers: Answers) -> None:
    said = {statement.id for statement in assess(answers).treatments}
    assert not ("no-treatment" in said and marked_signs(answers))


@given(answer_sets())
def test_a_sign_that_cannot_wait_does_not_depend_on_anything_else(answers: Answers) -> None:
    who: dict[str, Any] = {"answered_by": answers.answered_by, "caring_for": answers.caring_for}
    alone = Answers(urgent_signs=answers.urgent_signs, **who)
    found = assess(alone).urgency
    assert assess(answers).urgency == found or not marked_signs(answers)
