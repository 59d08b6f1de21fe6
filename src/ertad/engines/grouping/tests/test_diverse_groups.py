"""Maximally diverse groups: the form of MDGPLIB, limits kept, and the best sum of small ones."""

import random
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.engines.grouping import diversity, most_diverse, read_instance

pytestmark = pytest.mark.slow


def instance(elements: int, limits: list[tuple[int, int]], seed: int = 1) -> str:
    draw = random.Random(seed)
    kind = "ss" if all(least == most for least, most in limits) else "ds"
    head = f"{elements} {len(limits)} {kind} " + " ".join(f"{a} {b}" for a, b in limits)
    pairs = combinations(range(elements), 2)
    return "\n".join([head, *(f"{a} {b} {draw.uniform(0, 100):.5f}" for a, b in pairs)])


def best(text: str) -> float:
    read = read_instance(text)
    found = []
    for group_of in product(range(len(read.least)), repeat=len(read.distances)):
        groups = [
            [each for each, its in enumerate(group_of) if its == group]
            for group in range(len(read.least))
        ]
        if all(a <= len(g) <= b for g, a, b in zip(groups, read.least, read.most, strict=True)):
            found.append(diversity(read, groups))
    return max(found)


@pytest.mark.parametrize("limits", [[(4, 4)] * 2, [(2, 5), (3, 6)], [(1, 3), (2, 4), (2, 3)]])
def test_small_instances_have_their_best_sum(limits):
    text = instance(8, limits)
    groups, objective = most_diverse(read_instance(text), seed=1, effort=0.1)
    assert objective == pytest.approx(best(text))
    assert objective == diversity(read_instance(text), groups)


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(0, 9))
def test_limits_are_kept_and_a_seed_is_repeatable(data, seed):
    limits = data.draw(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=4)
    )
    limits = [(least, least + more) for least, more in limits]
    least, most = (sum(column) for column in zip(*limits, strict=True))
    elements = data.draw(st.integers(max(least, len(limits)), max(most, len(limits))))
    if not least <= elements <= most:
        return
    read = read_instance(instance(elements, limits, seed))
    groups, objective = most_diverse(read, seed=seed, effort=0.01)
    assert sorted(each for group in groups for each in group) == list(range(elements))
    assert all(a <= len(g) <= b for g, (a, b) in zip(groups, limits, strict=True))
    assert most_diverse(read, seed=seed, effort=0.01) == (groups, objective)


def test_the_form_is_read_with_pairs_in_either_order_and_none_for_zero():
    read = read_instance("3 2 ds 1 2 1 2\n0 1 2.5\n\n2 1 4\n")
    assert np.array_equal(read.distances, [[0, 2.5, 0], [2.5, 0, 4], [0, 4, 0]])
    assert (read.least, read.most) == ((1, 1), (2, 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1"),
        ("a b ss", "line 1"),
        ("4 2 xx 2 2 2 2", "line 1"),
        ("4 2 ss 2 2", "least and the most"),
        ("4 2 ss 2 2 2 x", "line 1"),
        ("4 2 ds 3 2 2 2", "least and the most"),
        ("4 2 ss 1 1 2 2", "do not fit"),
        ("2 4 ss 1 1 1 1 1 1 1 1", "line 1"),
        ("9999999 1 ss 9999999 9999999", "line 1"),
        ("4 2 ss 2 2 2 2\n0 1", "line 2"),
        ("4 2 ss 2 2 2 2\n0 1 2\n0 4 1", "line 3"),
        ("4 2 ss 2 2 2 2\n0 1 nan", "line 2"),
        ("4 2 ss 2 2 2 2\n0 -1 3", "line 2"),
    ],
)
def test_an_instance_that_is_none_says_where(text, said):
    with pytest.raises(ValueError, match=said):
        read_instance(text)
