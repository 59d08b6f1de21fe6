"""Loads the controlled lists from our own files; reviewed labels are never overwritten."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ertad.audit.loading import load_rows
from ertad.audit.trail import Trace
from ertad.vocabulary.models import LabelStatus, Mapping, Synonym, Term, Vocabulary

DATA = Path(__file__).parent / "data"


def load_vocabularies(trace: Trace) -> Counter[str]:
    """Load every list, synonym and mapping; repeatable. Returns rows new, changed, same."""
    vocabularies = [
        {"code": row["code"], "version": row["version"], "credit": row["credit"]}
        for row in _read("vocabularies.csv")
    ]
    counts = load_rows(trace, Vocabulary, vocabularies)
    rows = [row for vocabulary in vocabularies for row in _terms(vocabulary["code"])]
    parents = {(row["vocabulary_id"], row["code"]): row.pop("parent") for row in rows}
    counts += load_rows(trace, Term, rows, key=("vocabulary_id", "code"))
    ids = {
        (v, code): key for v, code, key in Term.objects.values_list("vocabulary_id", "code", "id")
    }
    load_rows(
        trace,
        Term,
        (
            {"vocabulary_id": v, "code": code, "parent_id": ids[v, parent]}
            for (v, code), parent in parents.items()
            if parent
        ),
        key=("vocabulary_id", "code"),
    )
    counts += load_rows(trace, Synonym, _synonyms(ids), key=("term_id", "language", "words"))
    counts += load_rows(trace, Mapping, _mappings(ids), key=("term_id", "scheme"))
    return counts


def _read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _terms(vocabulary: str) -> Iterator[dict[str, Any]]:
    drafts = {
        row["code"]: row["label_ka"]
        for row in _read("drafts_ka.csv")
        if row["vocabulary"] == vocabulary
    }
    ages = {
        row["code"]: {name: int(row[name]) for name in ("min_age", "max_age") if row[name]}
        for row in _read("pathway_ages.csv")
        if vocabulary == "legal_pathway"
    }
    reviewed = {
        term.code: term
        for term in Term.objects.filter(vocabulary=vocabulary)
        if LabelStatus.REVIEWED in (term.label_status_ka, term.label_status_fr)
    }
    for position, row in enumerate(_read(f"lists/{vocabulary}.csv")):
        label_ka, label_fr = row["label_ka"] or drafts.get(row["code"], ""), row["label_fr"]
        if known := reviewed.get(row["code"]):
            label_ka = known.label_ka if known.label_status_ka == "reviewed" else label_ka
            label_fr = known.label_fr if known.label_status_fr == "reviewed" else label_fr
        yield {
            "vocabulary_id": vocabulary,
            "code": row["code"],
            "parent": row["parent"],
            "position": position,
            "label_ka": label_ka,
            "label_en": row["label_en"],
            "label_fr": label_fr,
            "definition_en": row["definition_en"],
            "source": row["source"],
            "core": row.get("core", "y") == "y",
            "reveals_special_category": row.get("reveals_special_category") == "y",
            "min_age": ages.get(row["code"], {}).get("min_age"),
            "max_age": ages.get(row["code"], {}).get("max_age"),
        }


def _synonyms(ids: dict[tuple[str, str], int]) -> Iterator[dict[str, Any]]:
    for row in _read("synonyms.csv"):
        term = ids[row["vocabulary"], row["code"]]
        yield {"term_id": term, "language": row["language"], "words": row["words"]}


def _mappings(ids: dict[tuple[str, str], int]) -> Iterator[dict[str, Any]]:
    for row in _read("open_eligibility.csv"):
        yield {
            "term_id": ids[row["vocabulary"], row["code"]],
            "scheme": "open_eligibility",
            "code": row["oe_id"],
            "title": row["oe_title"],
        }
