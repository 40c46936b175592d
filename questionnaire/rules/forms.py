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
_HAND_TASKS = {"typing", "sport", "eating", "other"}
_LEG_TASKS = {"sport", "walking"}


def forms_of(facts: Facts) -> tuple[Form, ...]:
    """Return the named forms that the answers fit; no one was examined, so each is conditional."""
    sites, regions, tasks = facts.sites, facts.regions, facts.tasks
    arm, leg = (not limbs.isdisjoint(regions) for limbs in (UPPER_LIMBS, LOWER_LIMBS))
    eyes = sites >= _UPPER_FACE
    mouth = "mouth" in sites or sites >= _LOWER_FACE
    writing, music, hand_task = "writing" in tasks, "music" in tasks, bool(tasks & _HAND_TASKS)
    leg_task = bool(tasks & _LEG_TASKS)
    fits: dict[Form, bool] = {
        "blepharospasm": eyes,
        "oromandibular-dystonia": mouth,
        "meige-syndrome": eyes and mouth,
        "embouchure-dystonia": music and ("mouth" in sites or bool(sites & _LOWER_FACE)),
        "laryngeal-dystonia": "voice" in sites,
        "cervical-dystonia": "neck" in regions,
        "writers-cramp": arm and writing,
        "musicians-dystonia": arm and music,
        "task-specific-hand-dystonia": arm and hand_task,
        "upper-limb-dystonia": arm and not (writing or music or hand_task),
        "trunk-dystonia": "trunk" in regions,
        "runners-dystonia": leg and leg_task,
        "lower-limb-dystonia": leg and not leg_task,
    }
    return tuple(form for form, applies in fits.items() if applies)


def one_sided_upper_face(facts: Facts) -> bool:
    """Tell whether only one eye's side is marked, which has other causes than blepharospasm."""
    return len(_UPPER_FACE & facts.sites) == 1
