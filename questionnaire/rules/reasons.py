"""Why a set of criteria gave its label: the rule that fitted and the facts it used, in words."""

from collections.abc import Callable
from functools import cache

import msgspec

from questionnaire.body import LOWER_LIMBS, Region, Side, links, sides_of
from questionnaire.evidence import Review
from questionnaire.facts import Facts
from questionnaire.rules.distribution import Criteria, DistributionFinding, Rule
from questionnaire.words import language, mark, tr

REGION_NAMES: dict[Region, str] = {
    "upper-cranial": mark("upper face"),
    "lower-cranial": mark("lower face, jaw or mouth"),
    "larynx": mark("voice"),
    "neck": mark("neck or shoulder"),
    "trunk": mark("trunk"),
    "left-upper-limb": mark("left arm or hand"),
    "right-upper-limb": mark("right arm or hand"),
    "left-lower-limb": mark("left leg or foot"),
    "right-lower-limb": mark("right leg or foot"),
}

_ONE_SIDED: dict[Side, str] = {
    "left": mark("Everything that was marked is on the left side."),
    "right": mark("Everything that was marked is on the right side."),
}


class Reason(msgspec.Struct, frozen=True):
    """One fact behind a label, and how far its ground is reviewed."""

    criteria: Criteria
    text: str
    review: Review


def reasons_of(
    facts: Facts, guide: DistributionFinding | None, consensus: DistributionFinding
) -> tuple[Reason, ...]:
    """Return the reason for the finding of each set of criteria, and whether everything is on one side."""
    reasons = (
        _reason("patient-guide", guide, facts.regions, language()),
        _reason("consensus-2013", consensus, facts.regions, language()),
    )
    if facts.one_side is None:
        return reasons
    return (*reasons, Reason("consensus-2013", tr(_ONE_SIDED[facts.one_side]), "not-reviewed"))


def region_names(regions: tuple[Region, ...]) -> str:
    """Return the regions' names in one line."""
    return ", ".join(tr(REGION_NAMES[region]) for region in regions)


@cache
def _reason(
    criteria: Criteria,
    finding: DistributionFinding | None,
    regions: tuple[Region, ...],
    _language: str,
) -> Reason:
    if finding is None:
        return Reason(criteria, _no_name(regions), "not-reviewed")
    review: Review = "needs-review" if finding.weak else "not-reviewed"
    return Reason(criteria, _SENTENCES[finding.rule](regions), review)


def _both_legs(regions: tuple[Region, ...]) -> str:
    more = tuple(region for region in regions if region not in LOWER_LIMBS)
    return tr("Both legs are marked and at least one more region ({more}): generalized.").format(
        more=region_names(more)
    )


def _trunk(regions: tuple[Region, ...]) -> str:
    legs = bool(LOWER_LIMBS & set(regions))
    text = (
        tr(
            "The trunk and at least two more regions ({more}) are marked: generalized, with leg involvement."
        )
        if legs
        else tr(
            "The trunk and at least two more regions ({more}) are marked: generalized, without leg involvement."
        )
    )
    return text.format(more=region_names(tuple(region for region in regions if region != "trunk")))


def _one_side(regions: tuple[Region, ...]) -> str:
    if "left" in sides_of(regions):
        text = tr(
            "An arm and a leg of the left side are marked and nothing on the right ({regions}): hemidystonia."
        )
    else:
        text = tr(
            "An arm and a leg of the right side are marked and nothing on the left ({regions}): hemidystonia."
        )
    said = text.format(regions=region_names(regions))
    if "trunk" not in regions:
        return said
    some = tr("With the trunk some would call it generalized.")
    return f"{said} {some}"


def _connected(regions: tuple[Region, ...]) -> str:
    pairs = "; ".join(
        tr("{one} touches {other}").format(one=tr(REGION_NAMES[one]), other=tr(REGION_NAMES[other]))
        for one, other in links(regions)
    )
    return tr("The marked regions are connected ({pairs}): segmental.").format(pairs=pairs)


def _no_name(regions: tuple[Region, ...]) -> str:
    text = tr(
        "The marked regions ({regions}) do not all touch and do not include both legs with another: "
        "the patient guide has no name for this."
    )
    return text.format(regions=region_names(regions))


_SENTENCES: dict[Rule, Callable[[tuple[Region, ...]], str]] = {
    "nothing-affected": lambda _: tr("No region is marked, so there is no pattern."),
    "one-region": lambda regions: tr("One region is marked ({region}): focal.").format(
        region=region_names(regions)
    ),
    "both-legs-and-more": _both_legs,
    "trunk-and-two-more": _trunk,
    "arm-and-leg-of-one-side": _one_side,
    "connected": _connected,
    "not-connected": lambda regions: tr(
        "The marked regions ({regions}) do not all touch, and no earlier rule fits: multifocal."
    ).format(regions=region_names(regions)),
}
