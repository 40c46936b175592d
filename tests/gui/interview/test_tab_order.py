"""The order of Tab is asked of the window alone: PySide takes what a widget returns for its child."""

from conftest import OpenWizard
from driver import Typist
from ownership import strays

from gui.interview.tab_order import put_foot_last


def test_ordering_tab_leaves_every_widget_to_what_it_stands_in(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(at="onset", urgent_signs=(), affected=("neck",)).wizard
    put_foot_last(wizard.current, wizard.foot)
    assert strays(wizard) == []


def test_a_whole_interview_by_keys_leaves_every_widget_to_what_it_stands_in(
    open_wizard: OpenWizard,
) -> None:
    typist = open_wizard(how=Typist)
    typist.result(
        {
            "welcome": ["I am the patient"],
            "urgent": ["None of these"],
            "affected": ["Right hand"],
            "onset": ["34", "41"],
            "pattern": ["During certain tasks", "Writing by hand"],
        }
    )
    typist.press(typist.button("What these names mean\N{NO-BREAK SPACE}▾"))
    typist.go_back()
    assert strays(typist.wizard) == []
