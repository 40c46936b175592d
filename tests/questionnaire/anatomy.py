"""The design's regions and what touches, written out again: the code is not its own judge."""

from questionnaire.body import REGIONS, SITES, Region, Site

#: Whatever is not named here does not touch.
NEIGHBOURS: dict[Region, str] = {
    "upper-cranial": "lower-cranial neck",
    "lower-cranial": "upper-cranial neck larynx",
    "larynx": "lower-cranial neck",
    "neck": "upper-cranial lower-cranial larynx trunk left-upper-limb right-upper-limb",
    "trunk": "neck left-upper-limb right-upper-limb left-lower-limb right-lower-limb",
    "left-upper-limb": "neck trunk right-upper-limb",
    "right-upper-limb": "neck trunk left-upper-limb",
    "left-lower-limb": "trunk right-lower-limb",
    "right-lower-limb": "trunk left-lower-limb",
}

WEAK: tuple[set[Region], ...] = (
    {"trunk", "left-upper-limb"},
    {"trunk", "right-upper-limb"},
    {"left-lower-limb", "right-lower-limb"},
)

#: One site for each region; the upper face is on both sides, the neck in the middle.
SITES_FOR: dict[Region, tuple[Site, ...]] = {
    "upper-cranial": ("left-upper-face", "right-upper-face"),
    "lower-cranial": ("mouth",),
    "larynx": ("voice",),
    "neck": ("neck",),
    "trunk": ("upper-trunk",),
    "left-upper-limb": ("left-hand",),
    "right-upper-limb": ("right-hand",),
    "left-lower-limb": ("left-leg",),
    "right-lower-limb": ("right-leg",),
}

EVERY_SET_OF_REGIONS: tuple[tuple[Region, ...], ...] = tuple(
    tuple(region for place, region in enumerate(REGIONS) if chosen >> place & 1)
    for chosen in range(1 << len(REGIONS))
)


def sites_for(regions: tuple[Region, ...]) -> tuple[Site, ...]:
    """Return sites that affect just these regions."""
    return tuple(site for region in regions for site in SITES_FOR[region])


def sites_in(names: str) -> tuple[Site, ...]:
    """Return the sites whose names are in a line of words."""
    found = tuple(site for site in SITES if site in names.split())
    assert len(found) == len(names.split())
    return found


def groups(regions: tuple[Region, ...], *, with_weak: bool = True) -> int:
    """Count the connected groups by walking from each region as far as touching pairs lead."""
    unseen, count = set(regions), 0
    while unseen:
        count += 1
        reached = [unseen.pop()]
        for here in reached:
            near = {there for there in unseen if _touch(here, there, with_weak=with_weak)}
            unseen -= near
            reached += near
    return count


def _touch(one: Region, other: Region, *, with_weak: bool) -> bool:
    return other in NEIGHBOURS[one].split() and (with_weak or {one, other} not in WEAK)
