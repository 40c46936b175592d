"""The names of the sites, on their own and as said to or about the person they belong to."""

from questionnaire.answers import Voice
from questionnaire.body import Site
from questionnaire.words import Wording, mark, tr

NAMES: dict[Site, str] = {
    "left-upper-face": mark("Left eye and forehead"),
    "right-upper-face": mark("Right eye and forehead"),
    "left-lower-face": mark("Left cheek"),
    "right-lower-face": mark("Right cheek"),
    "mouth": mark("Jaw, mouth, tongue or lips"),
    "voice": mark("Voice"),
    "neck": mark("Neck"),
    "left-shoulder": mark("Left shoulder"),
    "right-shoulder": mark("Right shoulder"),
    "upper-trunk": mark("Chest or upper back"),
    "lower-trunk": mark("Belly or lower back"),
    "left-arm": mark("Left arm"),
    "left-hand": mark("Left hand"),
    "right-arm": mark("Right arm"),
    "right-hand": mark("Right hand"),
    "left-leg": mark("Left leg"),
    "left-foot": mark("Left foot"),
    "right-leg": mark("Right leg"),
    "right-foot": mark("Right foot"),
}

#: Whole phrases, because other languages change more than the word "your".
WHOSE: dict[Site, Wording] = {
    "left-upper-face": Wording(
        mark("your left eye and forehead"),
        mark("their left eye and forehead"),
        mark("the patient's left eye and forehead"),
        mark("your child's left eye and forehead"),
    ),
    "right-upper-face": Wording(
        mark("your right eye and forehead"),
        mark("their right eye and forehead"),
        mark("the patient's right eye and forehead"),
        mark("your child's right eye and forehead"),
    ),
    "left-lower-face": Wording(
        mark("your left cheek"),
        mark("their left cheek"),
        mark("the patient's left cheek"),
        mark("your child's left cheek"),
    ),
    "right-lower-face": Wording(
        mark("your right cheek"),
        mark("their right cheek"),
        mark("the patient's right cheek"),
        mark("your child's right cheek"),
    ),
    "mouth": Wording(
        mark("your jaw, mouth, tongue or lips"),
        mark("their jaw, mouth, tongue or lips"),
        mark("the patient's jaw, mouth, tongue or lips"),
        mark("your child's jaw, mouth, tongue or lips"),
    ),
    "voice": Wording(
        mark("your voice"),
        mark("their voice"),
        mark("the patient's voice"),
        mark("your child's voice"),
    ),
    "neck": Wording(
        mark("your neck"), mark("their neck"), mark("the patient's neck"), mark("your child's neck")
    ),
    "left-shoulder": Wording(
        mark("your left shoulder"),
        mark("their left shoulder"),
        mark("the patient's left shoulder"),
        mark("your child's left shoulder"),
    ),
    "right-shoulder": Wording(
        mark("your right shoulder"),
        mark("their right shoulder"),
        mark("the patient's right shoulder"),
        mark("your child's right shoulder"),
    ),
    "upper-trunk": Wording(
        mark("your chest or upper back"),
        mark("their chest or upper back"),
        mark("the patient's chest or upper back"),
        mark("your child's chest or upper back"),
    ),
    "lower-trunk": Wording(
        mark("your belly or lower back"),
        mark("their belly or lower back"),
        mark("the patient's belly or lower back"),
        mark("your child's belly or lower back"),
    ),
    "left-arm": Wording(
        mark("your left arm"),
        mark("their left arm"),
        mark("the patient's left arm"),
        mark("your child's left arm"),
    ),
    "left-hand": Wording(
        mark("your left hand"),
        mark("their left hand"),
        mark("the patient's left hand"),
        mark("your child's left hand"),
    ),
    "right-arm": Wording(
        mark("your right arm"),
        mark("their right arm"),
        mark("the patient's right arm"),
        mark("your child's right arm"),
    ),
    "right-hand": Wording(
        mark("your right hand"),
        mark("their right hand"),
        mark("the patient's right hand"),
        mark("your child's right hand"),
    ),
    "left-leg": Wording(
        mark("your left leg"),
        mark("their left leg"),
        mark("the patient's left leg"),
        mark("your child's left leg"),
    ),
    "left-foot": Wording(
        mark("your left foot"),
        mark("their left foot"),
        mark("the patient's left foot"),
        mark("your child's left foot"),
    ),
    "right-leg": Wording(
        mark("your right leg"),
        mark("their right leg"),
        mark("the patient's right leg"),
        mark("your child's right leg"),
    ),
    "right-foot": Wording(
        mark("your right foot"),
        mark("their right foot"),
        mark("the patient's right foot"),
        mark("your child's right foot"),
    ),
}


YOUR_RIGHT = Wording(
    mark("Your right"), mark("Their right"), mark("Patient's right"), mark("Your child's right")
)
YOUR_LEFT = Wording(
    mark("Your left"), mark("Their left"), mark("Patient's left"), mark("Your child's left")
)


def site_name(site: Site) -> str:
    """Return the site's name on its own, as a list shows it."""
    return tr(NAMES[site])


def whose_site(site: Site, voice: Voice) -> str:
    """Return the site as part of a sentence, such as "your left hand"."""
    return WHOSE[site].to(voice)
