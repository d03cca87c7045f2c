"""Numbered folders, and the list beside them that tells whose each is."""

from collections.abc import Iterator, Mapping
from functools import partial

from ctml_runner.cohort.collecting.leaf import Leaf, UnreadableError
from ctml_runner.cohort.collecting.parcel import Parcel
from ctml_runner.cohort.collecting.shelf import Shelf
from ctml_runner.cohort.collecting.submitters import FILE, LONGEST, Sent, submitters
from ctml_runner.cohort.collecting.unwrapping import opened_tree


def listed(folders: list[Shelf], files: list[Leaf]) -> Mapping[str, Sent]:
    """Return what the list tells of each folder; nothing where there is no list."""
    there = next((file for file in files if file.path == FILE and not file.odd), None)
    if there is None or not folders:
        return {}
    try:
        told = submitters(there.read(LONGEST).decode("utf-8", "replace"))
    except UnreadableError:
        return {}
    return {folder.name: told[folder.name] for folder in folders if folder.name in told}


def parcels_of(folder: Shelf, sent: Sent) -> Iterator[Parcel]:
    """Yield a parcel for each who sent it; what several sent together is the work of each."""
    for names in sent.names:
        opening = partial(opened_tree, folder.leaves)
        yield Parcel(folder.where, (*names, folder.name), opening, sent.came, listed=True)
