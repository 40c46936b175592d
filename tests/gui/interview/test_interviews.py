"""Whole interviews on the real wizard, with a mouse and with the keyboard alone."""

import pytest
from conftest import OpenWizard
from driver import Script, Typist, Visitor

from questionnaire.reports.patient import COULD_SPREAD
from questionnaire.rules.spread import SpreadLevel

PATIENT: Script = {"welcome": ["I am the patient"], "urgent": ["None of these"]}


@pytest.fixture(params=[Visitor, Typist], ids=["mouse", "keyboard"])
def somebody(request: pytest.FixtureRequest, open_wizard: OpenWizard) -> Visitor:
    how: type[Visitor] = request.param
    return open_wizard(how=how)


def could_spread(level: SpreadLevel) -> str:
    return COULD_SPREAD[level].to("patient")


@pytest.fixture
def typist(open_wizard: OpenWizard) -> Visitor:
    return open_wizard(how=Typist)


def test_the_neck_alone_at_45_is_focal(somebody: Visitor) -> None:
    result = somebody.result({**PATIENT, "affected": ["Neck"], "onset": ["45"]})
    assert "Cervical dystonia\nFocal dystonia" in result
    assert could_spread("uncommon") in result


def test_neck_and_arm_are_segmental(visitor: Visitor) -> None:
    script: Script = {
        **PATIENT,
        "affected": ["Neck", "Left arm"],
        "first": ["Neck"],
        "onset": ["30", "41"],
        "family": ["No"],
    }
    assert "Segmental dystonia" in visitor.result(script)


def test_both_legs_and_trunk_at_9_are_generalized(typist: Visitor) -> None:
    script: Script = {
        "welcome": ["I answer for my child or an adult I care for", "My child"],
        "urgent": ["None of these"],
        "affected": ["Left leg", "Right leg", "Belly or lower back"],
        "first": ["Left leg"],
        "onset": ["9"],
    }
    result = typist.result(script)
    assert "Generalized dystonia" in result
    assert "An early visit helps" in result
    assert "Tell them what you see" in result


def test_eyelids_at_55_are_blepharospasm(visitor: Visitor) -> None:
    script: Script = {
        **PATIENT,
        "affected": ["Left eye and forehead", "Right eye and forehead"],
        "onset": ["55"],
    }
    result = visitor.result(script)
    assert "Blepharospasm" in result
    assert could_spread("common") in result


def test_a_hand_that_cramps_in_writing_is_writers_cramp(typist: Visitor) -> None:
    script: Script = {
        **PATIENT,
        "affected": ["Right hand"],
        "onset": ["I don't know exactly", "As a younger adult"],
        "pattern": ["During certain tasks", "Writing by hand"],
        "impact": ["A little"],
    }
    result = typist.result(script)
    assert "Writer's cramp" in result
    assert could_spread("possible") in result


def test_nobody_affected_gets_no_name(visitor: Visitor) -> None:
    result = visitor.result(
        {**PATIENT, "affected": ["No part is affected"], "onset": ["I don't know exactly"]}
    )
    assert "there is no pattern to name" in result
    assert "It is called" not in result


def test_an_urgent_sign_stops_and_the_rest_can_still_be_filled_in(somebody: Visitor) -> None:
    somebody.go_to("stop", {"urgent": ["Trouble breathing, or a tight throat"]})
    assert "Tell a member of staff now" in somebody.read()
    assert "This screen can't call anyone for you." in somebody.read()
    result = somebody.result({"affected": ["Neck"], "onset": ["45"]})
    assert result.index("Tell a member of staff now") < result.index("Focal dystonia")
