"""Nino's sheet and Marie's list name one day centre in two alphabets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.engines.linkage import Band, Field, Index, Kind, Level, guess_fields, link

FIELDS = [
    Field("name", Kind.NAME, ("name_ka", "name_en", "name")),
    Field("organisation", Kind.ORGANISATION),
    Field("address", Kind.ADDRESS),
    Field("municipality", Kind.PLACE),
    Field("phone", Kind.PHONE),
    Field("email", Kind.EMAIL),
    Field("types", Kind.CODES),
]

NINO = {
    "id": "nino-1",
    "name": "ბავშვთა დღის ცენტრი „იმედის სხივი“",
    "address": "რუსთაველის ქ. 12",
    "municipality": "ბათუმი",
    "phone": "+995 422 27 12 34",
    "email": "imedi@example.ge",
    "types": ["DAY", "PSY"],
}
MARIE = {
    "id": "marie-7",
    "name": "Bavshvta Dghis Tsentri Imedis Skhivi",
    "address": "12 Rustaveli Street",
    "municipality": "Batumi",
    "phone": "0 422 271234",
    "email": "Imedi@Example.ge",
    "types": ["PSY", "DAY"],
}
OTHERS = [
    {"id": f"other-{number}", "name": name, "municipality": town, "address": address}
    for number, (name, town, address) in enumerate(
        [
            ("ბავშვთა დღის ცენტრი „მერცხალი“", "ბათუმი", "გორგილაძის ქ. 40"),
            ("იურიდიული დახმარების ბიურო", "ქუთაისი", "ჩეჩელაშვილის ქ. 3"),
            ("პრობაციის ბიურო", "თბილისი", "ვაჩნაძის ქ. 9"),
            ("ახალგაზრდული ცენტრი", "გორი", "სტალინის გამზ. 21"),
            ("მცირე საოჯახო სახლი", "თელავი", "ერეკლე მეორის ქ. 5"),
            ("საჯარო სკოლა N 12", "რუსთავი", "მშვიდობის ქ. 1"),
            ("საჯარო სკოლა N 13", "რუსთავი", "კოსტავას ქ. 8"),
        ]
    )
]


def test_one_day_centre_in_two_alphabets_is_one_and_the_screen_can_say_why():
    pairs = link([NINO], [MARIE, *OTHERS], FIELDS)

    first = pairs[0]
    assert (first.left, first.right, first.band) == ("nino-1", "marie-7", Band.MERGE)
    assert first.score > 0.99
    why = {evidence.field: evidence for evidence in first.evidence}
    assert why["name"].level in (Level.SAME, Level.CLOSE)
    for field in ("address", "municipality", "phone", "email", "types"):
        assert why[field].level is Level.SAME, field
        assert why[field].weight > 0
    assert why["phone"].left == "+995 422 27 12 34"
    assert why["phone"].right == "0 422 271234"
    assert why["types"].right == "PSY; DAY"
    assert "organisation" not in why  # neither side gives one
    assert all(pair.band is Band.DISTINCT for pair in pairs[1:])


def test_a_translated_name_at_the_same_address_is_asked_about():
    translated = MARIE | {"name": "Ray of Hope Children's Day Centre", "email": ""}
    (pair,) = [p for p in link([NINO], [translated, *OTHERS], FIELDS) if p.right == "marie-7"]
    assert pair.band is not Band.DISTINCT


def test_a_rare_name_says_more_than_a_common_one():
    table = [{"id": f"t{number}", "name": f"ცენტრი {number}"} for number in range(100, 140)]
    table += [{"id": "rare", "name": "თანადგომა"}, {"id": "common", "name": "ცენტრი"}]
    asked = [{"id": "a", "name": "თანადგომა"}, {"id": "b", "name": "ცენტრი"}]
    weights = {pair.left: pair.weight for pair in link(asked, table, FIELDS)}
    assert weights["a"] > weights["b"]


def test_numbers_in_names_tell_schools_apart():
    left = [{"id": "l", "name": "რუსთავის №12 საჯარო სკოლა", "municipality": "რუსთავი"}]
    right = [
        {"id": "12", "name": "საჯარო სკოლა N 12", "municipality": "რუსთავი"},
        {"id": "13", "name": "საჯარო სკოლა N 13", "municipality": "რუსთავი"},
    ]
    bands = {pair.right: pair.band for pair in link(left, right, FIELDS)}
    assert bands["12"] is not Band.DISTINCT
    assert bands.get("13", Band.DISTINCT) is Band.DISTINCT


def test_the_order_of_rows_changes_nothing():
    table = [MARIE, *OTHERS]
    forward = link([NINO, *OTHERS[:3]], table, FIELDS)
    backward = link([*OTHERS[2::-1], NINO], table[::-1], FIELDS)
    assert forward == backward
    assert link(table, None, FIELDS) == link(table[::-1], None, FIELDS)


def test_an_index_answers_as_link_does_and_can_be_asked_again():
    index = Index([MARIE, *OTHERS], FIELDS)
    assert index.match([NINO]) == link([NINO], [MARIE, *OTHERS], FIELDS) == index.match([NINO])


def test_within_one_table_each_pair_comes_once_and_no_row_meets_itself():
    pairs = link([NINO, MARIE, *OTHERS], None, FIELDS)
    assert [(p.left, p.right) for p in pairs if p.band is not Band.DISTINCT] == [
        ("marie-7", "nino-1")
    ]
    assert all(pair.left < pair.right for pair in pairs)


def test_two_equal_partners_are_asked_about_never_merged():
    """Marie's list has it twice, once without an address; which of the two is meant?"""
    first = MARIE | {"id": "t1", "address": "", "phone": ""}
    second = MARIE | {"id": "t2", "address": "", "email": "", "phone": "422271234"}
    bands = {p.right: p.band for p in link([NINO], [first, second, *OTHERS], FIELDS)}
    assert bands["t1"] is bands["t2"] is Band.ASK
    alone = {p.right: p.band for p in link([NINO], [first, *OTHERS], FIELDS)}
    assert alone["t1"] is Band.MERGE


words = st.text(alphabet="აბგდეს abc12-", max_size=12)
rows = st.lists(
    st.fixed_dictionaries({"name": words, "phone": words, "municipality": words, "address": words}),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(rows, rows)
def test_scores_bands_and_order_always_agree(left, right):
    left = [row | {"id": f"l{number}"} for number, row in enumerate(left)]
    right = [row | {"id": f"r{number}"} for number, row in enumerate(right)]
    pairs = link(left, right, FIELDS)
    assert link(left[::-1], right[::-1], FIELDS) == pairs
    assert [pair.score for pair in pairs] == sorted((p.score for p in pairs), reverse=True)
    for pair in pairs:
        assert 0.0 <= pair.score <= 1.0
        assert (pair.score >= 0.5) == (pair.band is not Band.DISTINCT)
    merged = [pair for pair in pairs if pair.band is Band.MERGE]
    assert len({(pair.left, pair.right) for pair in pairs}) == len(pairs)
    assert all(pair.score > 0.98 for pair in merged)


def test_columns_are_understood_by_their_names():
    fields = guess_fields(
        ["name_ka", "name_en", "city", "addr", "phone_1", "e-mail", "type", "note"]
    )
    assert [(field.name, field.kind) for field in fields] == [
        ("name", Kind.NAME),
        ("city", Kind.PLACE),
        ("addr", Kind.ADDRESS),
        ("phone_1", Kind.PHONE),
        ("e-mail", Kind.EMAIL),
        ("type", Kind.CODES),
        ("note", Kind.TEXT),
    ]
    assert fields[0].columns == ("name_ka", "name_en")
    assert guess_fields(["organisation", "city"])[0].kind is Kind.NAME
    assert guess_fields(["title", "provider"])[1].kind is Kind.ORGANISATION
