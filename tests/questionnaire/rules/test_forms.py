from typing import Any, cast, get_args

import pytest
from anatomy import sites_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers, Task
from questionnaire.facts import facts_of
from questionnaire.rules.forms import Form, forms_of, is_task_shared


def forms(marked: str, tasks: str = "", **more: Any) -> list[str]:
    """Return the forms that fit these sites during these tasks."""
    during = cast("tuple[Task, ...]", tuple(tasks.split()))
    answers = Answers(affected=sites_in(marked), pattern=("task",), tasks=during, **more)
    return list(forms_of(facts_of(answers)))


BOTH_EYES = "left-upper-face right-upper-face"


@pytest.mark.parametrize(
    ("marked", "fitting"),
    [
        ("", []),
        (BOTH_EYES, ["blepharospasm"]),
        ("left-upper-face", []),
        ("mouth", ["oromandibular-dystonia"]),
        ("left-lower-face right-lower-face", ["oromandibular-dystonia"]),
        ("right-lower-face", []),
        ("voice", ["laryngeal-dystonia"]),
        ("neck", ["cervical-dystonia"]),
        ("left-shoulder", []),
        ("lower-trunk", ["trunk-dystonia"]),
        ("left-hand", ["upper-limb-dystonia"]),
        ("right-foot", ["lower-limb-dystonia"]),
    ],
)
def test_a_place_alone_fits_its_form(marked: str, fitting: list[str]) -> None:
    assert forms(marked) == fitting


@pytest.mark.parametrize("mouth", ["mouth", "left-lower-face right-lower-face"])
def test_eyes_with_the_mouth_are_meige_syndrome_besides_both_its_parts(mouth: str) -> None:
    expected = ["blepharospasm", "oromandibular-dystonia", "meige-syndrome"]
    assert forms(f"{BOTH_EYES} {mouth}") == expected


@pytest.mark.parametrize("marked", ["left-upper-face mouth", f"{BOTH_EYES} left-lower-face"])
def test_half_of_the_eyes_or_half_of_the_mouth_is_no_meige_syndrome(marked: str) -> None:
    assert "meige-syndrome" not in forms(marked)


@pytest.mark.parametrize("marked", ["mouth", "left-lower-face", "right-lower-face"])
def test_music_with_the_lower_face_is_embouchure_dystonia(marked: str) -> None:
    assert "embouchure-dystonia" in forms(marked, "music")
    assert "embouchure-dystonia" not in forms(marked, "speaking eating")


def test_music_with_the_eyes_is_no_embouchure_dystonia() -> None:
    assert forms(BOTH_EYES, "music") == ["blepharospasm"]


@pytest.mark.parametrize(
    ("task", "form"),
    [
        ("writing", "writers-cramp"),
        ("music", "musicians-dystonia"),
        ("typing", "task-specific-hand-dystonia"),
        ("sport", "task-specific-hand-dystonia"),
        ("eating", "task-specific-hand-dystonia"),
        ("other", "task-specific-hand-dystonia"),
        ("speaking", "upper-limb-dystonia"),
        ("walking", "upper-limb-dystonia"),
        ("unsure", "upper-limb-dystonia"),
    ],
)
@pytest.mark.parametrize("site", ["left-hand", "right-arm"])
def test_the_task_gives_an_arm_its_form(site: str, task: str, form: str) -> None:
    assert forms(site, task) == [form]


@pytest.mark.parametrize("task", get_args(Task))
@pytest.mark.parametrize("site", ["left-foot", "right-leg"])
def test_only_sport_makes_it_runners_dystonia(site: str, task: str) -> None:
    expected = "runners-dystonia" if task == "sport" else "lower-limb-dystonia"
    assert forms(site, task, onset_age=30) == [expected]


@pytest.mark.parametrize(
    ("onset", "form"),
    [
        ({"onset_age": 17}, "lower-limb-dystonia"),
        ({"onset_age": 18}, "runners-dystonia"),
        ({"onset_band": "adolescence"}, "lower-limb-dystonia"),
        ({"onset_band": "early-adulthood"}, "runners-dystonia"),
        ({}, "lower-limb-dystonia"),
    ],
    ids=str,
)
def test_runners_dystonia_is_known_to_have_begun_at_18_or_later(
    onset: dict[str, Any], form: str
) -> None:
    assert forms("left-foot", "sport", **onset) == [form]


@pytest.mark.parametrize("place", ["mouth", "left-lower-face", "voice"])
def test_eating_counts_for_mouth_and_throat_before_a_hand(place: str) -> None:
    assert forms(f"right-hand {place}", "eating")[-1] == "upper-limb-dystonia"
    assert forms("right-hand neck", "eating")[-1] == "task-specific-hand-dystonia"


def test_several_tasks_fit_several_forms() -> None:
    expected = ["writers-cramp", "musicians-dystonia", "task-specific-hand-dystonia"]
    assert forms("right-hand", "typing music writing") == expected


@given(answer_sets())
def test_forms_stand_once_each_in_the_order_of_the_design(answers: Answers) -> None:
    found = forms_of(facts_of(answers))
    assert found == tuple(form for form in get_args(Form) if form in found)


@given(answer_sets())
def test_a_limb_always_has_a_form(answers: Answers) -> None:
    arm = {"left-arm", "left-hand", "right-arm", "right-hand"} & set(answers.affected or ())
    names = {"writers-cramp", "musicians-dystonia", "task-specific-hand-dystonia"}
    assert bool(arm) == bool((names | {"upper-limb-dystonia"}) & set(forms_of(facts_of(answers))))


@pytest.mark.parametrize(
    ("marked", "tasks", "shared"),
    [
        ("mouth left-hand", "music", True),
        ("left-lower-face right-hand", "music", True),
        ("left-arm left-foot", "sport", True),
        ("mouth voice", "speaking", True),
        ("mouth left-hand", "writing", False),
        ("left-hand", "music", False),
        ("left-hand right-hand", "sport", False),
        ("voice", "speaking", False),
        ("mouth voice", "", False),
    ],
)
def test_where_two_parts_could_do_a_task_it_is_open_which_of_them_it_is(
    marked: str, tasks: str, shared: Any
) -> None:
    during = cast("tuple[Task, ...]", tuple(tasks.split()))
    answers = Answers(affected=sites_in(marked), pattern=("task",), tasks=during)
    assert is_task_shared(facts_of(answers)) == shared
