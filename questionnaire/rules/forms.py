"""Named forms of dystonia that the marked sites and tasks would fit, all that apply, in a fixed order."""

from typing import Literal

from questionnaire.body import LOWER_LIMBS, UPPER_LIMBS
from questionnaire.facts import Facts

Form = Literal[
    "blepharospasm",
    "oromandibular-dystonia",
    "meige-syndrome",
    "embouchure-dystonia",
    "laryngeal-dystonia",
    "cervical-dystonia",
    "writers-cramp",
    "musicians-dystonia",
    "task-specific-hand-dystonia",
    "upper-limb-dystonia",
    "trunk-dystonia",
    "runners-dystonia",
    "lower-limb-dystonia",
]

_UPPER_FACE = {"left-upper-face", "right-upper-face"}
_LOWER_FACE = {"left-lower-face", "right-lower-face"}
_HAND_TASKS = {"typing", "sport", "other"}
_GROWN_UP = 18


def forms_of(facts: Facts) -> tuple[Form, ...]:
    """Return the named forms that the answers fit; no one was examined, so each is conditional."""
    sites, regions, tasks = facts.sites, facts.regions, facts.tasks
    arm, leg = (not limbs.isdisjoint(regions) for limbs in (UPPER_LIMBS, LOWER_LIMBS))
    eyes = sites >= _UPPER_FACE
    mouth = "mouth" in sites or sites >= _LOWER_FACE
    writing, music = "writing" in tasks, "music" in tasks
    # Eating is done by mouth and throat before it is done by a hand.
    eats = "eating" in tasks and not (mouth or sites & _LOWER_FACE or "voice" in sites)
    hand_task = eats or bool(tasks & _HAND_TASKS)
    runs = "sport" in tasks and bool(facts.ages) and min(facts.ages) >= _GROWN_UP
    fits: dict[Form, bool] = {
        "blepharospasm": eyes,
        "oromandibular-dystonia": mouth,
        "meige-syndrome": eyes and mouth,
        "embouchure-dystonia": music and ("mouth" in sites or bool(sites & _LOWER_FACE)),
        "laryngeal-dystonia": "voice" in sites,
        "cervical-dystonia": "neck" in sites,
        "writers-cramp": arm and writing,
        "musicians-dystonia": arm and music,
        "task-specific-hand-dystonia": arm and hand_task,
        "upper-limb-dystonia": arm and not (writing or music or hand_task),
        "trunk-dystonia": "trunk" in regions,
        "runners-dystonia": leg and runs,
        "lower-limb-dystonia": leg and not runs,
    }
    return tuple(form for form, applies in fits.items() if applies)


def name_of_all(facts: Facts) -> Form | None:
    """Return the one form that names everything that is marked; Meige takes the place of its two parts."""
    forms = set(forms_of(facts))
    regions = set(facts.regions)
    if "meige-syndrome" in forms:
        forms -= {"blepharospasm", "oromandibular-dystonia"}
        whole = regions <= {"upper-cranial", "lower-cranial"}
    else:
        whole = len(regions) == 1 or regions <= UPPER_LIMBS or regions <= LOWER_LIMBS
    return forms.pop() if whole and len(forms) == 1 else None


def is_task_shared(facts: Facts) -> bool:
    """Tell whether more than one of the marked parts can do a task, so that it is open which form it is."""
    arm, leg = (not limbs.isdisjoint(facts.regions) for limbs in (UPPER_LIMBS, LOWER_LIMBS))
    mouth = "mouth" in facts.sites or not _LOWER_FACE.isdisjoint(facts.sites)
    return (
        ("music" in facts.tasks and arm and mouth)
        or ("sport" in facts.tasks and arm and leg)
        or ("speaking" in facts.tasks and mouth and "voice" in facts.sites)
    )
