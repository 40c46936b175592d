"""The pictures of a sheet of paper."""

from xml.etree import ElementTree as ET

import pytest

from questionnaire.body import SITES, Site
from questionnaire.body_drawing import drawing
from questionnaire.reports.blocks import Figure, People
from questionnaire.reports.pictures import body_svg, code_svg, people_svg

_SVG = "{http://www.w3.org/2000/svg}"


def filled(svg: str) -> dict[str, int]:
    """Return how many paths have each fill."""
    found: dict[str, int] = {}
    for path in ET.fromstring(svg).iter(f"{_SVG}path"):  # noqa: S314 our own picture
        fill = path.get("fill", "")
        found[fill] = found.get(fill, 0) + 1
    return found


@pytest.mark.parametrize("sites", [(), ("left-hand",), SITES], ids=["none", "one", "all"])
def test_only_the_marked_parts_are_filled_and_each_has_its_tick(sites: tuple[Site, ...]) -> None:
    svg = body_svg(Figure(sites=sites, caption=""))
    assert filled(svg).get("#10566b", 0) == len(sites)
    assert filled(svg)["#ffffff"] == len(drawing().outlines) + len(SITES)
    assert svg.count('stroke-width="6.0"') == len(sites)


def test_a_marked_part_is_the_one_that_was_marked() -> None:
    svg = body_svg(Figure(sites=("left-hand",), caption=""))
    assert f'd="{drawing().sites["left-hand"]}" fill="#10566b"' in svg
    assert f'd="{drawing().sites["right-hand"]}" fill="#10566b"' not in svg


def test_people_are_filled_up_to_the_low_figure_and_pale_up_to_the_high_one() -> None:
    svg = people_svg(People(low=8, high=23, of=100, caption=""))
    assert filled(svg) == {"#10566b": 8, "#a9c3cb": 15, "none": 77}
    assert 'viewBox="0 0 520 210"' in svg


def test_a_code_has_its_light_margin() -> None:
    svg = code_svg([[True, False], [False, True]])
    assert 'viewBox="0 0 10 10"' in svg
    assert "M 4 4 h 1 v 1 h -1 Z M 5 5 h 1 v 1 h -1 Z" in svg
