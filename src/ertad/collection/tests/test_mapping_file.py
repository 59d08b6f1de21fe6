"""A mapping file: what is wrong is said at once, with line and key; only plain data is read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ertad.collection.lists.fields import KINDS, REFERENCES, fields_of
from ertad.collection.lists.keys import OF_A_COLUMN, OF_A_TABLE, OF_THE_LIST
from ertad.collection.lists.mapping import ColumnMapping, ListMapping, TableMapping
from ertad.collection.lists.mapping_checks import COLUMN, TABLE, TOP
from ertad.collection.lists.mapping_file import (
    BadMapping,
    mapping_from,
    read_mapping,
    write_mapping,
)

GOOD = """\
ertad_mapping: 1
source: our-list
language: en
country: GE
institutions:
  The centre: centre
tables:
  places.csv:
    holds: places
    key: Id
    columns:
      Name: name
      Town: municipality
  services.csv:
    holds: services
    key: No
    columns:
      Place: place
      Title: name
      Kind:
        - field: types
          split: [semicolon, newline]
          values: {Sport: SPO, "No": ""}
          otherwise: leave_out
        - field: description
      More: {field: description, append: true, label: Also}
    constants: {cost: free}
    ignore: [Colour]
"""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def wrong(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BadMapping) as caught:
        read_mapping(text)
    assert all(one.text for one in caught.value.wrong)
    return [(one.line, one.key, one.text) for one in caught.value.wrong]


def test_a_mapping_is_read_and_written_again() -> None:
    mapping = read_mapping(GOOD)
    services = mapping.table("services.csv")
    assert services is not None
    kind, described, more = (c for c in services.columns if c.column in ("Kind", "More"))
    assert (kind.field, kind.split, kind.otherwise) == ("types", (";", "\n"), "leave_out")
    assert kind.values == {"sport": ("SPO",), "no": ("",)}
    assert (described.field, more.append, more.label) == ("description", True, "Also")
    assert mapping.institutions == {"The centre": "centre"}
    assert services.constants == {"cost": "free"}
    assert read_mapping(write_mapping(mapping)) == mapping


def test_two_columns_of_one_field_are_named_with_their_line() -> None:
    text = GOOD.replace("      More: {field: description, append: true, label: Also}\n",
                        "      More: description\n")  # fmt: skip
    ((line, key, said),) = wrong(text)
    assert line == text.splitlines().index("      More: description") + 1
    assert key == "tables › services.csv › columns › More"
    assert "“Kind” and “More” are both given to “description”" in said


@pytest.mark.parametrize(
    ("before", "after", "where", "words"),
    [
        ("Title: name", "Title: nmae", "columns › Title", "Similar: name"),
        ("    key: Id\n", "", "places.csv › key", "needs a “key”"),
        ("holds: places", "holds: shops", "holds", "institutions, places, services, links"),
        ("source: our-list\n", "", "source", "under which they are kept"),
        ("ertad_mapping: 1\n", "", "ertad_mapping", "first line"),
        ("language: en", "language: de", "language", "ka, en, fr"),
        ("country: GE", "country: Georgia", "country", "two letters"),
        ("language: en", "language: en\nencoding: klingon", "encoding", "klingon"),
        ("Name: name", "Name: latitude\n      Far: {field: latitude, append: true}",
         "columns › Far", "nothing can be added"),
        ("{cost: free}", "{name: X}", "columns › Title", "a constant of the table and a column"),
        ("ignore: [Colour]", "ignore: [Kind]", "ignore", "described and ignored"),
        ("split: [semicolon, newline]", "split: dots", "split", "semicolon"),
        ("append: true", "append: maybe", "append", "true or false"),
        ("otherwise: leave_out", "otherwise: shout", "otherwise", "leave_out"),
        ("holds: services", "holds: services\n    colour: red", "colour", "holds, key, columns"),
        ("      Title: name", "      Title {n}{n}: name", "Title {n}{n}", "stands once"),
        ("      Title: name", "      Title: name\n      Title: description", "Title", "twice"),
        ("tables:", "tables: none\nmore:", "tables", "word: word"),
        ("  services.csv:\n    holds: services", "  services.csv:\n    holds: links",
         "columns", "no field"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_line_and_key(
    before: str, after: str, where: str, words: str
) -> None:
    assert before in GOOD
    found = wrong(GOOD.replace(before, after, 1))
    assert any(where in key and words in text for _line, key, text in found), found
    assert all(line > 0 for line, _key, _text in found)


def test_tables_that_take_their_institution_from_each_other() -> None:
    text = GOOD.replace("    key: Id\n", "    key: Id\n    through: services\n").replace(
        "    key: No\n", "    key: No\n    through: places\n"
    )
    assert any("cycle" in said for _line, _key, said in wrong(text))


def test_a_reference_to_a_table_without_ids() -> None:
    text = GOOD.replace("    key: No\n", "").replace("Name: name", "Name: name\n      S: services")
    assert any("has no “key”" in said for _line, _key, said in wrong(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "keys such as"),
        ("[1, 2]", "keys such as"),
        ("a: &x [1]\nb: *x\n", "Anchors"),
        ("a: !!python/object/apply:os.system ['echo']", "keys such as|not known|first line"),
        ("a: [1", "not YAML"),
        ("a: {" * 40, "not YAML|deeply"),
        ("\n".join("  " * n + f"k{n}:" for n in range(40)), "deeply"),
        ("a: 1\n" * 60_000, "larger than"),
        ("\x00", "not YAML"),
    ],
)
def test_what_is_no_mapping(text: str, words: str) -> None:
    found = wrong(text)
    assert any(word in said for word in words.split("|") for _line, _key, said in found), found


def test_other_letters_than_utf_8() -> None:
    with pytest.raises(BadMapping) as caught:
        read_mapping("ertad_mapping: 1\nsource: Café\n".encode("cp1252"))
    assert "UTF-8" in str(caught.value)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_is_a_mapping_or_said_to_be_none(content: str | bytes) -> None:
    wrong = None
    try:
        read_mapping(content)
    except BadMapping as bad:
        wrong = bad.wrong
    assert wrong is None or wrong


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")),
                min_size=1, max_size=12).map(str.strip).filter(
    lambda word: bool(word) and "{n}" not in word)  # fmt: skip


@st.composite
def mappings(draw: st.DrawFn) -> ListMapping:
    kind = draw(st.sampled_from([one for one in KINDS if one in ("services", "places")]))
    plain = sorted(fields_of(kind) - set(REFERENCES[kind]))
    names = draw(st.lists(st.sampled_from(plain), unique=True, min_size=1, max_size=6))
    titles = draw(st.lists(WORDS, unique_by=str.casefold, min_size=len(names), max_size=len(names)))
    columns = tuple(
        ColumnMapping(
            title,
            name,
            label=draw(WORDS | st.just("")),
            split=tuple(draw(st.lists(st.sampled_from([";", ",", "\n", "|"]), unique=True))),
            empty=tuple(draw(st.lists(WORDS, unique=True, max_size=2))),
        )
        for title, name in zip(titles, names, strict=True)
    )
    table = TableMapping(draw(WORDS), kind, columns, key=draw(WORDS))
    return ListMapping((table,), source=draw(WORDS), language=draw(st.sampled_from(["ka", "fr"])))


@given(mappings())
def test_every_mapping_comes_back_from_its_file(mapping: ListMapping) -> None:
    from ertad.collection.lists.mapping import as_plain

    assert read_mapping(write_mapping(mapping)) == mapping
    assert mapping_from(as_plain(mapping)) == mapping


def test_the_mappings_of_the_guides_can_be_read() -> None:
    docs = Path(__file__).parents[4] / "docs"
    (shown,) = re.findall(
        r"```yaml\n(.*?)```", (docs / "guides/import.md").read_text("utf-8"), re.S
    )
    assert [table.holds for table in read_mapping(shown).tables] == list(KINDS)[:3]
    assert read_mapping((docs / "examples/ilao_mapping.yaml").read_bytes()).country == "US"


def test_every_key_is_described_and_every_described_key_is_read() -> None:
    for known, described in ((TOP, OF_THE_LIST), (TABLE, OF_A_TABLE), (COLUMN, OF_A_COLUMN)):
        assert {key.name for key in described} == set(known)
