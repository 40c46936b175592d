"""The ring around what has the focus, on every page of the questionnaire."""

import pytest
from conftest import OpenWizard
from rings import ring_faults
from tour import ANSWERS, views


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (512, 384)], ids=str)
def test_every_ring_is_seen_whole(open_wizard: OpenWizard, size: tuple[int, int]) -> None:
    visitor = open_wizard(size, **ANSWERS)
    found = {view: list(ring_faults(visitor.wizard)) for view in views(visitor)}
    assert {view: wrong for view, wrong in found.items() if wrong} == {}
