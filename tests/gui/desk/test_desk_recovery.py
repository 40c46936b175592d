"""The drill: the records are lost, and a clerk does only what the screen says until everything is back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from archives import copy
from desk_driver import PASSPHRASE, Desk, clinic_records, opened
from desk_records_made import ANNA, NECK, WRITER, Records, fill_in, set_up_in, station
from keys_for_tests import quick_founding, quick_wrap
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.desk.setup.restore_page import RestorePage
from gui.widgets.dialogs import Message, QuestionDialog
from questionnaire.records.desk.backup import back_up
from questionnaire.records.desk.founding import STORE_FILE
from questionnaire.records.format.draft import Origin
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.store.store import Store

MOST_STEPS = 5
MAY_BREAK = "\u200b"  # in long names, unseen


class Drill:
    """A clerk in front of a desk whose records are lost; each thing that is done is counted."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.steps = desk, 0

    @property
    def page(self) -> RestorePage:
        assert isinstance(self.desk.window.page, RestorePage)
        return self.desk.window.page

    def reads(self, words: str) -> None:
        self.desk.wait(lambda: words in self.desk.read().replace(MAY_BREAK, ""))

    def chooses(self, path: Path) -> None:
        """Press the button, and type the file's name into the dialog."""
        self.desk.wait(lambda: isinstance(self.desk.window.page, RestorePage))
        self.desk.save_as(path)
        self.desk.press("Restore a backup…")
        with self.desk.qtbot.waitActive(self.desk.window):  # without a screen nobody gives it back
            self.desk.window.activateWindow()
        self.steps += 2
        self.desk.wait(lambda: self.desk.button("Restore a backup…").isEnabled())

    def types(self, passphrase: str) -> None:
        """Type a passphrase where the focus is, and press Enter."""
        self.reads("Keyholder")
        field = self.page.entries["passphrase"].control
        self.desk.wait(lambda: QApplication.focusWidget() is field)
        self.desk.write(passphrase)
        self.desk.keys(Qt.Key.Key_Return)
        self.steps += 2

    def is_unlocked(self) -> None:
        self.desk.wait(lambda: self.desk.window.desk is not None)
        self.desk.wait_until_loaded()


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Return records whose first intake is in a backup, beside the folder."""
    made = clinic_records(tmp_path / "records")
    with station(made) as room:
        fill_in(room, WRITER, reference="2041-17")
    return made


@pytest.fixture
def backup(qtbot: QtBot, records: Records) -> Path:
    """Make a backup as a clerk does, in the settings."""
    path = records.folder.parent / "usb" / "today.zip"
    path.parent.mkdir()
    with opened(qtbot, records) as desk:
        desk.unlock()
        desk.press("Settings")
        desk.save_as(path)
        desk.press("Back up now…")
        desk.wait(lambda: f"saved as {path} and read back: 1 entry" in desk.read())
        desk.forwarded()
    return path


def lose(records: Records) -> None:
    for one in records.folder.glob(f"{STORE_FILE}*"):
        one.unlink()


def meanwhile(records: Records) -> Origin:
    """Let one more come while the records are lost."""
    recorder = Recorder(records.folder, records.founding.setup, Notes(records.folder))
    origin = fill_in(recorder, NECK, reference="2041-99")
    assert recorder.flush(30)
    recorder.close()
    return origin


def untouched(records: Records) -> bool:
    return not Path(records.store).exists()


def damaged(backup: Path, start: str) -> Path:
    """Return a copy whose file of this name is rubbish."""
    name = next(one for one in ZipFile(backup).namelist() if one.startswith(start))
    to = backup.with_name("damaged.zip")
    copy(backup, to, changed={name.partition(".")[0]: (b"%s", b"rubbish")})
    return to


@contextmanager
def drill(qtbot: QtBot, records: Records) -> Iterator[Drill]:
    with opened(qtbot, records) as desk:
        yield Drill(desk)


def test_lost_records_are_back_in_five_steps_with_what_came_meanwhile(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    lose(records)
    later = meanwhile(records)
    with drill(qtbot, records) as clerk:
        clerk.reads("The records are not there")
        assert "dystonia-triage records" not in clerk.desk.read()  # nobody at a desk types commands
        clerk.chooses(backup)
        clerk.reads("1 entry can be restored.")
        clerk.reads("This backup was made on")
        clerk.types(PASSPHRASE)
        clerk.is_unlocked()
        assert clerk.steps <= MOST_STEPS
        assert "They hold 2 intakes, with what waited on this computer." in clerk.desk.read()
        assert clerk.desk.window.trouble.isHidden()
        desk = clerk.desk
        lines = [" ".join(desk.line(one)) for one in desk.tickets()]
        assert all(any(one in line for line in lines) for one in ("2041-17", "2041-99"))
        desk.open(later.ticket)
        assert "2041-99" in desk.read()
        desk.forwarded()
    with Store.open(records.store) as store:
        actions = [entry.action for entry in store.audit(records.founding.setup.station)]
    assert actions[-1] == "locked"
    assert "restored" in actions


def test_the_desk_goes_on_after_the_drill_as_any_other_day(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.chooses(backup)
        clerk.types(PASSPHRASE)
        clerk.is_unlocked()
    with station(records) as room:
        fill_in(room, NECK)
    with opened(qtbot, records) as desk:
        desk.unlock_with(PASSPHRASE)
        desk.wait(lambda: desk.window.desk is not None)
        desk.wait(lambda: len(desk.tickets()) == 2)


def test_a_backup_that_is_damaged_in_one_file_gives_the_rest_and_names_it(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    with station(records) as room:
        fill_in(room, NECK)
    with Store.open(records.store) as store:
        back_up(store, backup)
    lose(records)
    with ZipFile(backup) as whole:
        name = next(one for one in whole.namelist() if one.startswith("intakes/"))
    copy(backup, backup.with_name("damaged.zip"), leave_out=name)
    with drill(qtbot, records) as clerk:
        clerk.chooses(backup.with_name("damaged.zip"))
        clerk.reads("can't be restored.")
        clerk.reads(name)
        named: list[str] = []

        def read(message: Message) -> None:
            named.append(message.details.toPlainText())
            message.go_on.click()
            clerk.steps += 1

        clerk.desk.when_open(Message, read)
        clerk.types(PASSPHRASE)
        clerk.is_unlocked()
        clerk.desk.wait(lambda: bool(named))
        assert name in named[0]
        assert len(clerk.desk.tickets()) == 1
        assert clerk.steps <= MOST_STEPS


def test_a_backup_that_was_changed_is_named_and_restored_only_at_a_clear_yes(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    changed = backup.with_name("changed.zip")
    copy(backup, changed, changed={"versions": (b'"state":"finished"', b'"state":"unfinished"')})
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.chooses(changed)
        clerk.reads("Somebody changed this backup, or the records before it was made")
        clerk.reads("is not what station")
        asked: list[str] = []

        def no(question: QuestionDialog) -> None:
            asked.extend(one.text() for one in question.findChildren(QLabel))
            question.reject()

        clerk.desk.when_open(QuestionDialog, no)
        clerk.types(PASSPHRASE)
        clerk.desk.wait(lambda: bool(asked))
        assert "is not what station" in " ".join(asked)
        assert untouched(records)
        clerk.desk.when_open(QuestionDialog, lambda question: yes(question).click())
        clerk.page.submit()
        clerk.is_unlocked()
        assert "They hold 1 intake" in clerk.desk.read()


def yes(question: QuestionDialog) -> QPushButton:
    """Return the button that restores what was changed."""
    words = "Restore it all the same"
    return next(one for one in question.findChildren(QPushButton) if one.text() == words)


def test_a_backup_without_its_keys_is_refused_before_anything_is_changed(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.chooses(damaged(backup, "vault"))
        clerk.reads("The keys in this backup are damaged or missing")
        assert untouched(records)
        clerk.chooses(backup)
        assert "damaged or missing" not in clerk.desk.read()
        clerk.types(PASSPHRASE)
        clerk.is_unlocked()


@pytest.mark.parametrize("content", [b"a holiday picture", b""])
def test_a_file_that_is_no_backup_is_said_and_nothing_is_changed(
    qtbot: QtBot, records: Records, tmp_path: Path, content: bytes
) -> None:
    lose(records)
    (tmp_path / "picture.jpg").write_bytes(content)
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", b"Dear colleague")
    with drill(qtbot, records) as clerk:
        for name in ("picture.jpg", "other.zip"):
            clerk.chooses(tmp_path / name)
            clerk.reads(f"{name} is no backup")
            assert not clerk.page.restore.isVisible()
        assert untouched(records)


@pytest.mark.parametrize("is_empty", [False, True])
def test_another_clinics_backup_is_refused_before_anything_is_put_in_place(
    qtbot: QtBot, records: Records, tmp_path: Path, *, is_empty: bool
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    theirs = set_up_in(folder, quick_founding(folder, "", ANNA, PASSPHRASE))
    if not is_empty:
        with station(theirs) as room:
            fill_in(room, NECK)
    with Store.open(theirs.store) as store:
        back_up(store, tmp_path / "theirs.zip")
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.chooses(tmp_path / "theirs.zip")
        if is_empty:  # it tells of no key, so that only its passphrase shows whose it is
            clerk.types(PASSPHRASE)
        clerk.reads("it is another clinic's, or older than this clinic's key. Nothing was changed.")
        assert untouched(records)


def test_a_wrong_passphrase_changes_nothing_and_can_be_typed_again(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.chooses(backup)
        clerk.types("not the right words")
        clerk.reads("is wrong")
        assert untouched(records)
        clerk.types(PASSPHRASE)
        clerk.is_unlocked()


def test_an_empty_passphrase_is_not_tried_and_a_cancelled_choice_changes_nothing(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.reads("Restore a backup…")
        clerk.desk.when_open(QFileDialog, lambda dialog: dialog.reject())
        clerk.desk.press("Restore a backup…")
        clerk.page.submit()
        assert "Keyholder" not in clerk.desk.read()
        clerk.chooses(backup)
        clerk.types("")
        clerk.reads("Type the passphrase first.")
        assert untouched(records)


def test_a_file_that_is_moved_back_is_found_by_trying_again(
    qtbot: QtBot, records: Records, tmp_path: Path
) -> None:
    Path(records.store).rename(tmp_path / "moved.db")
    with drill(qtbot, records) as clerk:
        clerk.reads("The records are not there")
        assert records.store in clerk.desk.read()
        (tmp_path / "moved.db").rename(records.store)
        clerk.desk.press("Try again")
        clerk.desk.wait(lambda: not isinstance(clerk.desk.window.page, RestorePage))
        clerk.desk.unlock_with(PASSPHRASE)
        clerk.is_unlocked()


def test_records_whose_keys_are_gone_are_restored_too(
    qtbot: QtBot, records: Records, backup: Path
) -> None:
    lose(records)
    Store.open(records.store).close()
    with drill(qtbot, records) as clerk:
        clerk.reads("The records' keys are gone from where they are kept.")
        clerk.chooses(backup)
        clerk.types(PASSPHRASE)
        clerk.is_unlocked()
        assert len(clerk.desk.tickets()) == 1


def test_one_of_several_keyholders_is_chosen(qtbot: QtBot, records: Records, backup: Path) -> None:
    two = records.founding.unlocked.with_keyholder("Berta", "other words for Berta", quick_wrap)
    with Store.open(records.store) as store:
        kept = store.vault()
        assert kept
        store.replace_vault(two.vault.encode(), after=kept[0])
        back_up(store, backup)
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.chooses(backup)
        names = clerk.page._names
        assert [names.itemText(at) for at in range(names.count())] == [ANNA, "Berta"]
        names.setCurrentIndex(1)
        clerk.page.entries["passphrase"].control.focus_first()
        clerk.types("other words for Berta")
        clerk.is_unlocked()
        assert "Unlocked by Berta" in clerk.desk.table.keys.text()


def test_the_page_is_left_and_the_desk_closes(qtbot: QtBot, records: Records) -> None:
    lose(records)
    with drill(qtbot, records) as clerk:
        clerk.reads("The records are not there")
        with qtbot.waitSignal(clerk.desk.window.closed):
            clerk.desk.press("Close the front desk")
    assert untouched(records)
