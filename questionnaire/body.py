"""The body as a person points at it (sites) and as the criteria count it (regions).

Left and right are always the patient's own. Which regions touch follows Albanese 2013
(doi 10.1002/mds.25475) and, where that is silent, the weaker readings listed in `WEAKLY_TOUCHING`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, get_args

Side = Literal["left", "right"]

Site = Literal[
    "left-upper-face",
    "right-upper-face",
    "left-lower-face",
    "right-lower-face",
    "mouth",
    "voice",
    "neck",
    "left-shoulder",
    "right-shoulder",
    "upper-trunk",
    "lower-trunk",
    "left-arm",
    "left-hand",
    "right-arm",
    "right-hand",
    "left-leg",
    "left-foot",
    "right-leg",
    "right-foot",
]

Region = Literal[
    "upper-cranial",
    "lower-cranial",
    "larynx",
    "neck",
    "trunk",
    "left-upper-limb",
    "right-upper-limb",
    "left-lower-limb",
    "right-lower-limb",
]

SITES: tuple[Site, ...] = get_args(Site)
REGIONS: tuple[Region, ...] = get_args(Region)

REGION_OF: dict[Site, Region] = {
    "left-upper-face": "upper-cranial",
    "right-upper-face": "upper-cranial",
    "left-lower-face": "lower-cranial",
    "right-lower-face": "lower-cranial",
    "mouth": "lower-cranial",
    "voice": "larynx",
    "neck": "neck",
    "left-shoulder": "neck",
    "right-shoulder": "neck",
    "upper-trunk": "trunk",
    "lower-trunk": "trunk",
    "left-arm": "left-upper-limb",
    "left-hand": "left-upper-limb",
    "right-arm": "right-upper-limb",
    "right-hand": "right-upper-limb",
    "left-leg": "left-lower-limb",
    "left-foot": "left-lower-limb",
    "right-leg": "right-lower-limb",
    "right-foot": "right-lower-limb",
}

UPPER_LIMBS: frozenset[Region] = frozenset({"left-upper-limb", "right-upper-limb"})
LOWER_LIMBS: frozenset[Region] = frozenset({"left-lower-limb", "right-lower-limb"})

_STRONGLY_TOUCHING: tuple[tuple[Region, Region], ...] = (
    ("upper-cranial", "lower-cranial"),
    ("upper-cranial", "neck"),
    ("lower-cranial", "neck"),
    ("lower-cranial", "larynx"),
    ("larynx", "neck"),
    ("neck", "left-upper-limb"),
    ("neck", "right-upper-limb"),
    ("neck", "trunk"),
    ("left-upper-limb", "right-upper-limb"),
    ("trunk", "left-lower-limb"),
    ("trunk", "right-lower-limb"),
)

#: Pairs that the evidence supports only by analogy; a result that needs one of them needs review.
WEAKLY_TOUCHING: tuple[tuple[Region, Region], ...] = (
    ("trunk", "left-upper-limb"),
    ("trunk", "right-upper-limb"),
    ("left-lower-limb", "right-lower-limb"),
)

#: Every touching pair, the well supported ones first.
TOUCHING: tuple[tuple[Region, Region], ...] = _STRONGLY_TOUCHING + WEAKLY_TOUCHING


_SIDES: tuple[Side, ...] = get_args(Side)

_SIDE_OF: dict[Site | Region, Side] = {
    place: side for place in (*SITES, *REGIONS) for side in _SIDES if place.startswith(f"{side}-")
}


def site_rows() -> Iterator[tuple[Site, ...]]:
    """Yield the sites as a list shows them: a pair with the right one first, or one from the middle."""
    sites = list(SITES)
    while sites:
        site = sites.pop(0)
        if side_of(site) is None:
            yield (site,)
            continue
        other = next(one for one in sites if one == site.replace("left-", "right-"))
        sites.remove(other)
        yield (other, site)


def side_of(place: Site | Region) -> Side | None:
    """Return the side that a site or region is on, or None for the middle of the body."""
    return _SIDE_OF.get(place)


def regions_of(sites: Iterable[Site]) -> tuple[Region, ...]:
    """Return the regions that the sites belong to, each once, in the criteria's order."""
    found = {REGION_OF[site] for site in sites}
    return tuple([region for region in REGIONS if region in found])


def sides_of(places: Iterable[Site | Region]) -> frozenset[Side]:
    """Return the sides that at least one of the places is on; those in the middle count for neither."""
    return frozenset(_SIDE_OF[place] for place in places if place in _SIDE_OF)


def one_sided(sites: Iterable[Site]) -> Side | None:
    """Return the side that everything is on, or None; a site in the middle is on neither side."""
    sides = set(map(side_of, sites))
    return sides.pop() if len(sides) == 1 else None


@lru_cache(maxsize=1 << len(REGIONS))
def links(regions: tuple[Region, ...]) -> tuple[tuple[Region, Region], ...]:
    """Return the fewest touching pairs that join the regions, well supported pairs first.

    The regions are connected when there is one link fewer than there are regions.
    """
    group = {region: {region} for region in regions}
    used = []
    for one, other in TOUCHING:
        if one in group and other in group and group[one] is not group[other]:
            used.append((one, other))
            merged = group[one] | group[other]
            for region in merged:
                group[region] = merged
    return tuple(used)


_FACE_BELOW_THE_EYES: frozenset[Region] = frozenset({"lower-cranial", "larynx"})

#: Tasks in which no part of these regions has a share: they are not asked of somebody who marked no other.
#: Trunk, neck and eyes have a share in each: how one sits, holds the head and looks.
_WITHOUT: dict[str, frozenset[Region]] = {
    "writing": LOWER_LIMBS | _FACE_BELOW_THE_EYES,
    "typing": LOWER_LIMBS | _FACE_BELOW_THE_EYES,
    "speaking": UPPER_LIMBS | LOWER_LIMBS,
    "eating": LOWER_LIMBS,
    "walking": _FACE_BELOW_THE_EYES,
}


def tasks_beyond(sites: Iterable[Site]) -> frozenset[str]:
    """Return the tasks in which none of these sites has a share; where nothing is marked, none is left out."""
    marked = regions_of(sites)
    return frozenset(
        task for task, without in _WITHOUT.items() if marked and without.issuperset(marked)
    )
