"""What the pattern of affected regions is called, by each set of criteria, and why.

`patient-guide` is the rule of the patient guide that the product grew from; `consensus-2013` is
Albanese 2013 (doi 10.1002/mds.25475), read so that a connected set of regions is segmental.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from questionnaire.body import (
    LOWER_LIMBS,
    UPPER_LIMBS,
    WEAKLY_TOUCHING,
    Region,
    Side,
    Site,
    links,
    regions_of,
    side_of,
    sides_of,
)

Criteria = Literal["patient-guide", "consensus-2013"]
Label = Literal["none", "focal", "segmental", "multifocal", "hemidystonia", "generalized"]

CRITERIA: tuple[Criteria, ...] = get_args(Criteria)

Rule = Literal[
    "nothing-affected",
    "one-region",
    "both-legs-and-more",
    "trunk-and-two-more",
    "arm-and-leg-of-one-side",
    "connected",
    "not-connected",
]


class Finding(msgspec.Struct, frozen=True):
    """A label, the rule that gave it, and whether that rule stands on weak evidence."""

    label: Label
    rule: Rule
    weak: bool = False


def patient_guide(sites: Collection[Site]) -> Finding | None:
    """Return what the patient guide calls the pattern of these sites, or None: no name for it."""
    return _patient_guide(regions_of(sites))


def consensus_2013(sites: Collection[Site]) -> Finding:
    """Return what Albanese 2013 calls the pattern of these sites."""
    return _consensus_2013(regions_of(sites), sides_of(sites))


def one_sided(sites: Collection[Site]) -> Side | None:
    """Return the side on which everything lies, or None; a site in the middle lies on no side."""
    sides = {side_of(site) for site in sites}
    return sides.pop() if len(sides) == 1 else None


@lru_cache(maxsize=1 << 9)
def _patient_guide(regions: tuple[Region, ...]) -> Finding | None:
    """First that fits: none, focal, generalized by both legs, segmental, no name."""
    if few := _none_or_one(regions):
        return few
    if set(regions) > LOWER_LIMBS:
        return Finding("generalized", "both-legs-and-more")
    return _connected(regions)


@lru_cache(maxsize=1 << 11)
def _consensus_2013(regions: tuple[Region, ...], sides: frozenset[Side]) -> Finding:
    """First that fits: none, focal, generalized by the trunk, hemidystonia, segmental, multifocal."""
    if few := _none_or_one(regions):
        return few
    if "trunk" in regions and len(regions) >= 3:
        return Finding("generalized", "trunk-and-two-more")
    if len(sides) == 1 and UPPER_LIMBS & set(regions) and LOWER_LIMBS & set(regions):
        return Finding("hemidystonia", "arm-and-leg-of-one-side")
    return _connected(regions) or Finding("multifocal", "not-connected")


def _none_or_one(regions: tuple[Region, ...]) -> Finding | None:
    if not regions:
        return Finding("none", "nothing-affected")
    return Finding("focal", "one-region") if len(regions) == 1 else None


def _connected(regions: tuple[Region, ...]) -> Finding | None:
    used = links(regions)
    if len(used) < len(regions) - 1:
        return None
    return Finding("segmental", "connected", weak=any(pair in WEAKLY_TOUCHING for pair in used))
