"""How a page is built for a screen reader: headings, groups, alerts, pictures, choices as they are drawn."""

import gc
import weakref

import pytest
from conftest import OpenWizard
from driver import Visitor
from hearing import DESCRIPTION, NAME, heard_of
from layout import settle
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

from gui.figure.body_map import BodyMap
from gui.interview.question_box import QuestionBox
from gui.widgets.choice import ChoiceRow, ManyChoice, OneChoice
from gui.widgets.labels import AlertBox, Heading
from questionnaire.questions import PAGES

CALM = {"urgent_signs": ()}
BREATHING = {"urgent_signs": ("breathing",)}
PRESS, TOGGLE = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()


def role(widget: QWidget) -> QAccessible.Role:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.role()


def headings(visitor: Visitor) -> list[str]:
    shown = visitor.wizard.current.findChildren(QLabel)
    return [
        heard_of(one, NAME)
        for one in shown
        if one.isVisible() and role(one) == QAccessible.Role.Heading
    ]


@pytest.mark.parametrize("page", [page.id for page in PAGES if page.questions])
def test_each_question_is_a_heading_and_names_the_group_of_its_answers(
    open_wizard: OpenWizard, page: str
) -> None:
    visitor = open_wizard(at=page, affected=("neck", "left-hand"), onset_age=34)
    boxes = [one for one in visitor.wizard.current.findChildren(QuestionBox) if one.isVisible()]
    asked = [box.question.heading.to("patient") for box in boxes]
    assert asked
    assert set(asked) <= set(headings(visitor))
    assert [(role(box), heard_of(box, NAME)) for box in boxes] == [
        (QAccessible.Role.Grouping, heading) for heading in asked
    ]


def test_the_result_can_be_stepped_through_by_its_headings(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="result", affected=("neck",), onset_age=34, urgent_signs=())
    shown = [one.text() for one in visitor.wizard.current.findChildren(Heading) if one.isVisible()]
    assert len(shown) > 1
    assert headings(visitor) == shown


def test_what_cannot_wait_is_an_alert_with_its_title_as_name(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="stop", **BREATHING)
    (box,) = visitor.wizard.current.findChildren(AlertBox)
    assert role(box) == QAccessible.Role.AlertMessage
    assert heard_of(box, NAME) == headings(visitor)[0]


def test_the_figure_is_a_picture_with_a_name(open_wizard: OpenWizard) -> None:
    (figure,) = open_wizard(at="affected", **CALM).wizard.current.findChildren(BodyMap)
    assert role(figure) == QAccessible.Role.Graphic
    assert heard_of(figure, NAME).startswith("Figure of a person")


@pytest.mark.parametrize("page", ["welcome", "urgent", "affected"])
def test_a_choice_is_told_as_large_as_it_is_drawn_and_which_of_how_many(
    open_wizard: OpenWizard, page: str
) -> None:
    visitor = open_wizard(at=page, **({} if page == "urgent" else CALM))
    settle()
    for box in visitor.wizard.current.findChildren(QuestionBox):
        rows = [one for one in box.findChildren(ChoiceRow) if one.isVisible()]
        for number, row in enumerate(rows, 1):
            found = QAccessible.queryAccessibleInterface(row)
            assert found is not None
            drawn = QRect(row.mapToGlobal(row.rect().topLeft()), row.size())
            assert found.rect() == drawn
            assert heard_of(row, DESCRIPTION).endswith(f"{number} of {len(rows)}")


def heard(row: QWidget) -> QAccessibleWidget:
    found = QAccessible.queryAccessibleInterface(row)
    assert isinstance(found, QAccessibleWidget)
    return found


@pytest.mark.parametrize("action", [PRESS, TOGGLE])
def test_a_press_by_a_screen_reader_is_an_answer_and_is_taken_back_by_another(
    open_wizard: OpenWizard, action: str
) -> None:
    visitor = open_wizard(at="affected", **CALM)
    row = visitor.choices()["Neck"]
    visitor.read()
    assert action in heard(row).actionNames()
    heard(row).doAction(action)
    assert visitor.interview.answers.affected == ("neck",)
    assert heard(row).state().checked
    visitor.read()
    heard(row).doAction(action)
    assert not visitor.interview.answers.affected
    assert not heard(row).state().checked


def test_many_are_check_boxes_and_one_of_many_is_a_radio_button(themed: object) -> None:
    rows = ManyChoice("a", "A"), OneChoice("b", "B")
    assert [role(one) for one in rows] == [
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
    ]
    assert all(heard(one).state().checkable for one in rows)


def test_what_a_screen_reader_was_told_does_not_keep_a_row_alive(themed: object) -> None:
    row = ManyChoice("a", "A")
    gone = weakref.ref(row)
    assert heard(row).role() == QAccessible.Role.CheckBox
    row.deleteLater()
    del row
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
