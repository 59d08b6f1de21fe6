"""Branches of one NGO are not duplicates, however much they share."""

import pytest

from ertad.engines.linkage import BRANCH, Band, Field, Kind, link

FIELDS = [
    Field("name", Kind.NAME),
    Field("organisation", Kind.ORGANISATION),
    Field("address", Kind.ADDRESS),
    Field("municipality", Kind.PLACE),
    Field("phone", Kind.PHONE),
    Field("email", Kind.EMAIL),
]
HEAD = {
    "id": "head",
    "name": "კრიზისული ცენტრი „თანადგომა“",
    "organisation": "ააიპ თანადგომა",
    "address": "ჭავჭავაძის გამზ. 62",
    "municipality": "თბილისი",
    "phone": "555 12 34 56",
    "email": "info@tanadgoma.example",
}
GIVEN_NAMES = ("მზია", "ლია", "გურამ", "ოთარ", "ნანა", "ზურა", "დათო", "ეკა", "თამარ", "ლევან")
FILLER = [
    {
        "id": f"filler-{word}",
        "name": f"სერვისი {word}",
        "municipality": "თბილისი",
        "address": f"{word}ს ქ. 4",
    }
    for word in GIVEN_NAMES
]


def band(branch: dict[str, str], head: dict[str, str] = HEAD) -> Band:
    pairs = link([branch | {"id": "branch"}], [head, *FILLER], FIELDS)
    return next((pair.band for pair in pairs if pair.right == "head"), Band.DISTINCT)


def test_the_same_row_would_merge():
    assert band(HEAD) is Band.MERGE


def test_a_branch_in_another_town_is_distinct():
    """Giorgi's NGO lists its Batumi office with the head office's phone and e-mail."""
    assert band(HEAD | {"municipality": "ბათუმი", "address": "გორგილაძის ქ. 9"}) is Band.DISTINCT


@pytest.mark.parametrize(
    "change",
    [
        {"address": "რუსთაველის გამზ. 3"},
        {"address": "ჭავჭავაძის გამზ. 5"},
        {"municipality": "ბათუმი"},
        {"municipality": "ბათუმი", "address": ""},
        {"municipality": "", "address": "გორგილაძის ქ. 9"},
        {"municipality": "", "address": ""},
        {"name": "იურიდიული კონსულტაცია"},
        {"name": "კრიზისული ცენტრი „სხივი“"},
        {"name": "კრიზისული ცენტრი ქალებისთვის"},
        {"organisation": "საქართველოს წითელი ჯვარი"},
    ],
)
def test_another_place_or_another_service_never_merges_by_itself(change):
    assert band(HEAD | change) is not Band.MERGE


def test_a_chain_merges_only_at_the_same_address():
    """The table has the name twice; without an address nobody knows which one is meant."""
    second = HEAD | {"id": "second", "address": "ვაჟა-ფშაველას გამზ. 71", "phone": "555 99 88 77"}
    unknown = HEAD | {"id": "asked", "address": ""}
    known = HEAD | {"id": "known"}
    pairs = link([unknown, known], [HEAD, second, *FILLER], FIELDS)
    bands = {(pair.left, pair.right): pair.band for pair in pairs}
    assert bands["known", "head"] is Band.MERGE
    assert Band.MERGE not in {bands.get(("asked", "head")), bands.get(("asked", "second"))}
    assert bands.get(("known", "second"), Band.DISTINCT) is Band.DISTINCT


def test_the_evidence_says_that_it_looks_like_a_branch():
    moved = HEAD | {"id": "branch", "address": "რუსთაველის გამზ. 3"}
    (pair,) = [p for p in link([moved], [HEAD, *FILLER], FIELDS) if p.right == "head"]
    assert pair.band is Band.ASK
    (branch,) = [evidence for evidence in pair.evidence if evidence.field == BRANCH]
    assert branch.weight < 0
