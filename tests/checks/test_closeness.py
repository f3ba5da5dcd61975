"""How close texts are in their words."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.closeness import closeness, likeness, pairs_of

WORDS = st.text("购书计划预算执行少儿读物的和不", max_size=30)


def test_pairs_do_not_cross_particles() -> None:
    """购书的计划 holds 购书 and 计划, not 书的 or 书计."""
    assert pairs_of("购书的计划，2023年") == {"购书", "计划"}


def test_rare_words_weigh_more() -> None:
    """A word that one of the texts has says more than one that all have."""
    others = {"甲": pairs_of("预算执行"), "乙": pairs_of("预算编制")}
    near = closeness(pairs_of("预算执行缓慢"), others)
    assert near["甲"] > near["乙"] > 0


@given(WORDS, WORDS)
def test_likeness(one: str, other: str) -> None:
    """Likeness goes both ways, from nothing in common to the same."""
    first, second = pairs_of(one), pairs_of(other)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, first) == (1 if first else 0)
