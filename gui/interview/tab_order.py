"""In which order Tab goes through a page and the foot below it, which is older than the page."""

from PySide6.QtWidgets import QWidget

from gui.interview.foot import PageFoot


def put_foot_last(page: QWidget, foot: PageFoot) -> None:
    """Let Tab reach the foot after everything that the page holds by now.

    Only the window is asked what comes before it: PySide takes what a widget returns for its child.
    """
    window = page.window()
    for one in foot.tab_stops:
        last = window.previousInFocusChain()
        if last and last is not one:
            QWidget.setTabOrder(last, one)
