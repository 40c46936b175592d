import pytest

from questionnaire.body import SITES, Site, side_of
from questionnaire.site_names import NAMES, WHOSE, site_name, whose_site


def test_every_site_has_a_name_and_a_phrase_in_the_order_of_the_body() -> None:
    assert tuple(NAMES) == tuple(WHOSE) == SITES


@pytest.mark.parametrize("site", SITES)
def test_a_phrase_is_the_name_with_its_owner(site: Site) -> None:
    name = site_name(site).lower()
    owners = {
        "patient": "your",
        "carer": "their",
        "staff": "the patient's",
        "parent": "your child's",
    }
    said = {voice: getattr(WHOSE[site], voice) for voice in owners}
    assert said == {voice: f"{owner} {name}" for voice, owner in owners.items()}


@pytest.mark.parametrize("site", SITES)
def test_a_name_says_the_side_where_there_is_one(site: Site) -> None:
    words = site_name(site).lower().split()
    assert [side for side in ("left", "right") if side in words] == [
        side for side in (side_of(site),) if side
    ]


def test_a_site_is_said_to_the_person_it_belongs_to() -> None:
    assert whose_site("left-hand", "patient") == "your left hand"
    assert whose_site("left-hand", "carer") == "their left hand"
    assert whose_site("left-hand", "parent") == "your child's left hand"
    assert whose_site("left-hand", "staff") == "the patient's left hand"
