"""The drawing of the body as both screen and paper read it."""

from questionnaire.body import SITES
from questionnaire.body_drawing import VIEW_BOX, drawing


def test_every_site_has_its_path_and_the_place_of_its_mark_on_the_canvas() -> None:
    found = drawing()
    left, top, width, height = VIEW_BOX
    assert tuple(found.sites) == tuple(found.marks) == SITES
    for x, y in found.marks.values():
        assert left < x < left + width
        assert top < y < top + height


def test_what_is_under_and_over_the_sites_is_kept_apart_from_them() -> None:
    found = drawing()
    assert found.under
    assert found.lines
    assert not set(found.sites.values()) & {*found.under, *found.lines}
