"""Where pieces of given heights stand, on pages with room for 100."""

from hypothesis import given
from hypothesis import strategies as st

from gui.paper.sheet import Box, Position, flow

ROOM = 100.0


def wide(height: float) -> Box:
    return Box(height, before=10, wide=True)


def narrow(height: float) -> Box:
    return Box(height, before=10, wide=False)


def test_wide_pieces_stand_one_under_another() -> None:
    assert flow([wide(30), wide(40)], ROOM) == [Position(0, 0, 0, 1), Position(0, 0, 40, 1)]


def test_the_others_stand_under_them_in_two_columns_of_about_the_same_height() -> None:
    places = flow([wide(20), narrow(10), narrow(10), narrow(30)], ROOM)
    assert places[1:] == [Position(0, 0, 30, 1), Position(0, 0, 50, 1), Position(0, 1, 30, 1)]


def test_a_piece_that_does_not_fit_stands_on_the_next_page() -> None:
    assert flow([wide(60), wide(50)], ROOM)[1] == Position(1, 0, 0, 1)


def test_columns_are_filled_before_a_new_page_begins() -> None:
    places = flow([narrow(60), narrow(60), narrow(60)], ROOM)
    assert [(place.page, place.column) for place in places] == [(0, 0), (0, 1), (1, 0)]


def test_a_piece_higher_than_a_page_begins_a_page_and_goes_on_over_the_next_ones() -> None:
    places = flow([wide(20), wide(250), narrow(10)], ROOM)
    assert places[1:] == [Position(1, 0, 0, 3), Position(4, 0, 0, 1)]


HEIGHTS = st.lists(st.floats(1, 150), max_size=12)


@given(HEIGHTS, HEIGHTS)
def test_no_two_pieces_overlap_and_none_is_cut_that_fits_on_a_page(
    first: list[float], then: list[float]
) -> None:
    boxes = [*map(wide, first), *map(narrow, then)]
    places = flow(boxes, ROOM)
    assert len(places) == len(boxes)
    below: dict[tuple[int, int], float] = {}
    for box, place in zip(boxes, places, strict=True):
        columns = (0, 1) if box.wide else (place.column,)
        assert all(place.top >= below.get((place.page, column), 0) for column in columns)
        below |= {(place.page, column): place.top + box.height for column in columns}
        assert place.pages == 1 or place.top == 0
        assert place.pages > 1 or place.top + box.height <= ROOM + 1


@given(HEIGHTS, HEIGHTS)
def test_pieces_are_read_in_their_order(first: list[float], then: list[float]) -> None:
    places = flow([*map(wide, first), *map(narrow, then)], ROOM)
    read = [(place.page, place.column, place.top) for place in places[len(first) :]]
    assert read == sorted(read)
