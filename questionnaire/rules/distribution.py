"""What the pattern of affected regions is called, by each set of criteria, and why.

`patient-guide` is the rule of the patient guide that the product grew from; `consensus-2013` is
Albanese 2013 (doi 10.1002/mds.25475), read so that a connected set of regions is segmental.
"""

from typing import TYPE_CHECKING, Literal

import msgspec

from questionnaire.body import LOWER_LIMBS, WEAKLY_TOUCHING, Region, links

if TYPE_CHECKING:
    from questionnaire.facts import Facts  # a clinic's settings need only the criteria's names

Criteria = Literal["patient-guide", "consensus-2013"]
Label = Literal["none", "focal", "segmental", "multifocal", "hemidystonia", "generalized"]

Rule = Literal[
    "nothing-affected",
    "one-region",
    "both-legs-and-more",
    "trunk-and-two-more",
    "arm-and-leg-of-one-side",
    "connected",
    "not-connected",
]


class DistributionFinding(msgspec.Struct, frozen=True):
    """A label, the rule that gave it, and whether that rule rests on weak evidence."""

    label: Label
    rule: Rule
    weak: bool = False


def patient_guide(facts: "Facts") -> DistributionFinding | None:
    """First that fits: none, focal, generalized by both legs, segmental; None: it has no name."""
    regions = facts.regions
    if len(regions) < 2:
        return _none_or_one(regions)
    if set(regions) > LOWER_LIMBS:
        return DistributionFinding("generalized", "both-legs-and-more")
    return _connected(regions)


def consensus_2013(facts: "Facts") -> DistributionFinding:
    """First that fits: none, focal, hemidystonia, generalized by the trunk, segmental, multifocal.

    Hemidystonia comes first, because authors keep the name where neck or trunk of that side take part; where
    some would count it as generalized, the reason needs review.
    """
    regions = facts.regions
    if len(regions) < 2:
        return _none_or_one(regions)
    if facts.arm_and_leg_of_one_side and facts.sites.isdisjoint(("voice", "mouth")):
        return DistributionFinding(
            "hemidystonia", "arm-and-leg-of-one-side", weak="trunk" in regions
        )
    if "trunk" in regions and len(regions) >= 3:
        return DistributionFinding("generalized", "trunk-and-two-more")
    return _connected(regions) or DistributionFinding("multifocal", "not-connected")


def names_elsewhere(label: Label, regions: tuple[Region, ...]) -> tuple[str, ...]:
    """Return the ids of what staff should know of other names: those of Dystonia UK, and of Albanese 2025."""
    if not regions:
        return ()
    by_number = label == "segmental" and len(regions) > 2
    return (*(("names-by-dystonia-uk",) if by_number else ()), "names-since-2025")


def _none_or_one(regions: tuple[Region, ...]) -> DistributionFinding:
    return (
        DistributionFinding("focal", "one-region")
        if regions
        else DistributionFinding("none", "nothing-affected")
    )


def _connected(regions: tuple[Region, ...]) -> DistributionFinding | None:
    used = links(regions)
    if len(used) < len(regions) - 1:
        return None
    return DistributionFinding(
        "segmental", "connected", weak=any(pair in WEAKLY_TOUCHING for pair in used)
    )
