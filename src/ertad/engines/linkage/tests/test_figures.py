"""The promised figures hold on small invented lists (the large ones are in `benchmarks/`)."""

import pytest
from benchmarks.linkage_lists import make_lists

from ertad.engines.linkage import Band, guess_fields, link


@pytest.mark.parametrize(
    ("maker", "f1"),
    [
        ("restaurants", 0.95),
        ("day-centres", 0.95),
        ("schools", 0.93),
        ("clinics", 0.95),
        ("dining", 0.93),
    ],
)
def test_lists_are_linked_well_and_merged_without_error(maker, f1):
    lists = make_lists(maker, seed=3, left=160, right=110, shared=45)
    pairs = link(lists.left, lists.right, guess_fields(lists.columns))

    told = {(pair.left, pair.right) for pair in pairs if pair.score >= 0.5}
    merged = {(pair.left, pair.right) for pair in pairs if pair.band is Band.MERGE}
    assert 2 * len(told & lists.truth) / (len(told) + len(lists.truth)) >= f1
    assert merged <= lists.truth
    assert len(merged) >= len(lists.truth) / 3
