"""Groups follow the merges, and what someone said is different stays apart."""

from hypothesis import given
from hypothesis import strategies as st

from ertad.engines.linkage import Band, ScoredPair, cluster


def pair(left: str, right: str, score: float = 0.999, band: Band = Band.MERGE) -> ScoredPair:
    return ScoredPair(left, right, score, band, 10.0, ())


def test_three_lists_of_one_service_become_one_group():
    pairs = [pair("a", "b"), pair("b", "c"), pair("x", "y"), pair("c", "x", 0.8, Band.ASK)]
    assert cluster(pairs) == [frozenset("abc"), frozenset("xy")]


def test_what_marie_called_different_is_not_joined_through_a_third_row():
    pairs = [pair("a", "b", 0.999), pair("b", "c", 0.995)]
    assert cluster(pairs, [("c", "a")]) == [frozenset("ab")]
    assert cluster(pairs, [("a", "b")]) == [frozenset("bc")]


def test_the_stronger_pair_wins_whatever_the_order():
    pairs = [pair("b", "c", 0.99), pair("a", "b", 0.999)]
    assert cluster(pairs, [("a", "c")]) == cluster(pairs[::-1], [("a", "c")]) == [frozenset("ab")]


def test_nothing_to_join():
    assert cluster([]) == []
    assert cluster([pair("a", "b", 0.7, Band.ASK)], [("a", "b")]) == []


ids = st.sampled_from("abcdefghij")
pairs_of_ids = st.tuples(ids, ids).filter(lambda both: both[0] != both[1])


@given(
    st.lists(st.tuples(pairs_of_ids, st.floats(0.98, 1.0)), max_size=40),
    st.lists(pairs_of_ids, max_size=15),
)
def test_no_group_ever_holds_two_that_are_different(merges, different):
    pairs = [pair(left, right, score) for (left, right), score in merges]
    groups = cluster(pairs, different)
    for one, other in different:
        assert not any({one, other} <= group for group in groups)
    assert sum(map(len, groups)) == len(frozenset().union(*groups))
    assert all(len(group) > 1 for group in groups)
    assert cluster(pairs[::-1], different[::-1]) == groups
    if not different:
        assert all(any({p.left, p.right} <= group for group in groups) for p in pairs)
