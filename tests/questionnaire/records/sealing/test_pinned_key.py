from pathlib import Path

import pytest
from keys_for_tests import quick_founding
from msgspec.structs import replace

from examples import public_key
from questionnaire.records.errors import WrongKeyError
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.sealing.pinned_key import KEY_NOTE, require_pinned
from questionnaire.records.setup import read_setup, write_setup


def test_the_key_that_this_computer_was_set_up_with_is_known(tmp_path: Path) -> None:
    setup = quick_founding(tmp_path).finish(tmp_path)
    require_pinned(setup, Notes(tmp_path))


@pytest.mark.parametrize("part", ["clinic", "recovery"])
def test_nothing_is_recorded_to_a_key_that_was_exchanged_in_the_file(
    tmp_path: Path, part: str
) -> None:
    setup = quick_founding(tmp_path).finish(tmp_path)
    slipped_in = replace(setup.key, **{part: new_identity()[1]})
    write_setup(tmp_path, replace(setup, key=slipped_in))
    exchanged = read_setup(tmp_path)
    assert exchanged
    with pytest.raises(WrongKeyError, match="not the one that it was set up with"):
        Recorder(tmp_path, exchanged, Notes(tmp_path))


def test_a_computer_that_forgot_its_key_records_nothing(tmp_path: Path) -> None:
    setup = quick_founding(tmp_path).finish(tmp_path)
    Notes(tmp_path).set(KEY_NOTE, "")
    with pytest.raises(WrongKeyError, match="Set this computer up again"):
        require_pinned(setup, Notes(tmp_path))


def test_an_empty_key_is_not_known_to_a_computer_that_forgot_its_own(tmp_path: Path) -> None:
    setup = replace(quick_founding(tmp_path).setup, key=public_key("", ""))
    with pytest.raises(WrongKeyError):
        require_pinned(setup, Notes(tmp_path))
