"""A body's name has one key in whatever language, order and legal dress."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.engines.script import name_key
from ertad.engines.script.letters import TABLES

LEXICON = list(csv.DictReader((TABLES / "type_words.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    "names",
    [
        ("ააიპ „მზიური ცენტრი“", "მზიური ცენტრი", "mziuri centri", "Mziuri Centre", "NNLE Mziuri"
         " Center", "Centre Mziuri", "ა(ა)იპ მზიური ცენტრი", "N(N)LE Mziuri centre"),
        ("თელავის მერია", "Telavi city hall", "Mairie de Telavi", "Telavi City Hall, LEPL"),
        ("სსიპ სამაგალითო სკოლა", "Samagalito school", "LEPL Samagalito Public School",
         "École Samagalito"),
        ("შპს იმედი", "Imedi LLC", "Imedi Ltd.", "SARL Imedi", "imedi"),
        ("ფსიქო-სოციალური რეაბილიტაციის ცენტრი", "Psychosocial Rehabilitation Centre",
         "Centre de réhabilitation psycho-social"),
    ],
)  # fmt: skip
def test_a_name_has_one_key(names: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("მზიური ცენტრი", "მზიური კლუბი"), ("Telavi city hall", "Telavi city council"),
        ("School 12", "School 14"), ("სამაგალითო 1-ის მერია", "სამაგალითო 2-ის მერია"),
        ("House of youth", "House of women"),
    ],
)  # fmt: skip
def test_names_of_different_bodies_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("row", LEXICON, ids=[row["meaning"] for row in LEXICON])
def test_words_for_a_kind_of_body_have_one_key_in_all_languages(row: dict[str, str]) -> None:
    said = [word for column in ("en", "fr", "ka", "other") for word in row[column].split(";")]

    assert len({name_key(f"{word} ჟღურტულა") for word in said if word}) == 1


@pytest.mark.parametrize("name", ["ააიპ", "NGO", "the", "და", "ს.ს.", "LLC Ltd"])
def test_a_name_that_is_only_dress_keeps_a_key(name: str) -> None:
    assert name_key(name)


SAID = ["ცენტრი", "მზიური", "club", "12", "École", "d'été", "ბავშვთა", "სახლი"]


@given(st.lists(st.sampled_from(SAID), max_size=6))
def test_order_and_repetition_are_noise(said: list[str]) -> None:
    assert name_key(" ".join(said)) == name_key(" ".join([*reversed(said), *said[:1]]))
