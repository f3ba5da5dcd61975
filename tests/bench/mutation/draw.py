"""Which mutations are made: a seeded draw in which every kind weighs alike and every site of a kind has the same chance.

In: a number and a seed. Out: mutations. The same seed gives the same ones as long as the cases stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import TypeVar

from tests.bench.mutation.catalogue import KINDS, NEUTRAL
from tests.bench.mutation.model import Change, Mutation, Neutral
from tests.bench.mutation.subject import Subject, subjects

SEED = 20221231
_MOST_EMPTY = 2000  # sites in a row at which nothing can be made, before a kind counts as exhausted
C = TypeVar("C", bound=Change)
Site = Callable[[Random], C | None]


def mutations(number: int, seed: int = SEED) -> list[Mutation]:
    """So many mutations; each kind has its share of them."""
    return drawn({name: kind.sites for name, kind in KINDS.items()}, number, seed)


def neutral_changes(number: int, seed: int = SEED) -> list[Neutral]:
    """So many neutral changes; each kind has its share of them."""
    return drawn({name: kind.sites for name, kind in NEUTRAL.items()}, number, seed)


def drawn(kinds: Mapping[str, Callable[[Subject], Sequence[Site[C]]]], number: int, seed: int) -> list[C]:
    """So many changes, shared out among the kinds; the first kinds take what is left over."""
    share, left = divmod(number, len(kinds))
    found: list[C] = []
    for at, (name, sites_of) in enumerate(kinds.items()):
        sites = [site for subject in subjects() for site in sites_of(subject)]
        found += of_kind(name, sites, share + (at < left), seed)
    return found


def of_kind(name: str, sites: Sequence[Site[C]], number: int, seed: int) -> list[C]:
    """So many changes of one kind, no two of them the same while there are others."""
    chance, found, again = Random(f"{seed}/{name}"), dict[str, C](), list[C]()
    empty = 0
    for site in _dealt(sites, chance):
        change = site(chance)
        if change is not None and change.id not in found:
            found[change.id], empty = change, 0
        else:
            again += [change] if change is not None else []
            empty += 1
        if len(found) >= number or empty >= _MOST_EMPTY:
            break
    return [*found.values(), *again][:number]


def _dealt(sites: Sequence[Site[C]], chance: Random) -> Iterator[Site[C]]:
    """All sites in random order, and again in another one, without an end."""
    deck = list(sites)
    while deck:
        chance.shuffle(deck)
        yield from deck
