"""The drawing of the body as both screen and paper read it."""

import pytest

from questionnaire.body import SITES
from questionnaire.body_drawing import ONLY_IN_FRONT, VIEW_BOX, drawing


def test_every_site_has_its_path_and_the_place_of_its_mark_on_the_canvas() -> None:
    found = drawing()
    left, top, width, height = VIEW_BOX
    assert tuple(found.sites) == tuple(found.marks) == SITES
    for x, y in found.marks.values():
        assert left < x < left + width
        assert top < y < top + height


@pytest.mark.parametrize("behind", [False, True], ids=["front", "back"])
def test_outlines_and_lines_are_kept_apart_from_the_sites(*, behind: bool) -> None:
    found = drawing(behind=behind)
    assert found.outlines
    assert found.lines
    assert not set(found.sites.values()) & set(found.lines)


def test_the_back_has_every_site_but_those_of_the_face_and_the_voice() -> None:
    assert set(drawing(behind=True).sites) == set(SITES) - ONLY_IN_FRONT


@pytest.mark.parametrize("limb", ["shoulder", "arm", "hand", "leg", "foot"])
def test_from_behind_left_and_right_change_places(limb: str) -> None:
    front, back = drawing().sites, drawing(behind=True).sites
    left, right = (one for one in SITES if one.endswith(f"-{limb}"))
    assert (back[left], back[right]) == (front[right], front[left])
