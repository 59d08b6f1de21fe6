"""The labels of one language as a sheet for a reviewer, and what came back in it.

The reviewer, a professional without an account, writes a better label or leaves the one there is,
and says "yes" where the label may stand. Nothing else of a row is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from ertad.audit.trail import Trace, snapshot
from ertad.files.spreadsheets.messages import said_of as in_words
from ertad.files.spreadsheets.problems import Problem, Refused
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.tables import Table, TableRow, find_table
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.values.answers import yes_no
from ertad.files.spreadsheets.writing import Column, SheetPlan, write_workbook
from ertad.kernel.languages import LANGUAGES
from ertad.vocabulary.models import LabelStatus, Term

REVIEWED_LANGUAGES = ("ka", "fr")
"""English is the language that the lists are kept in."""
LONGEST = 300


@dataclass(frozen=True)
class Review:
    """What the reviewer says of one term. `label` is the one that shall stand."""

    term: Term
    label: str
    reviewed: bool


def _titles() -> dict[str, str]:
    return {
        "vocabulary": pgettext("sheet of labels", "List"),
        "code": pgettext("sheet of labels", "Code"),
        "english": pgettext("sheet of labels", "English"),
        "definition": pgettext("sheet of labels", "Meaning"),
        "label": pgettext("sheet of labels", "Label now"),
        "better": pgettext("sheet of labels", "Better label, if any"),
        "reviewed": pgettext("sheet of labels", "May stand (yes)"),
    }


def label_sheet(language: str, *, every: bool = False) -> bytes:
    """An xlsx of the labels in `language` ("ka", "fr") that are drafts or missing, or of `every`.

    Raises ValueError for another language.
    """
    status = _status_of(language)
    terms = Term.objects.order_by("vocabulary", "position")
    if not every:
        terms = terms.filter(**{status: LabelStatus.DRAFT})
    with override(language):
        titles = _titles()
        widths = {"vocabulary": 20, "code": 14, "reviewed": 16, "definition": 50}
        columns = [
            Column(
                title,
                width=widths.get(key, 40),
                asked=key in ("better", "reviewed"),
                choices=(_("yes"),) if key == "reviewed" else (),
                as_typed=key == "code",
            )
            for key, title in titles.items()
        ]
        rows = [
            [
                term.vocabulary_id, term.code, term.label_en, term.definition_en,
                getattr(term, f"label_{language}"), "",
                _("yes") if getattr(term, status) == LabelStatus.REVIEWED else "",
            ]
            for term in terms
        ]  # fmt: skip
        above = [_("Write a better label, or leave it; write “yes” where the label may stand.")]
        plan = SheetPlan(_("Labels"), columns, rows, above=above, room=0, frozen_columns=2)
        return write_workbook([plan], title=_("Labels to review"))


def read_reviews(content: bytes, language: str) -> tuple[list[Review], list[Problem]]:
    """The rows that change something, and what is wrong with others.

    Raises Refused when the file cannot be read, ValueError for another language.
    """
    status = _status_of(language)
    book = read_workbook(content)
    known: dict[str, set[str]] = {}
    for each in LANGUAGES:
        with override(each):
            for key, title in _titles().items():
                known.setdefault(key, set()).add(title)
    tables = [find_table(sheet, known) for sheet in book.sheets]
    needed = {"vocabulary", "code", "reviewed"}
    table = next((each for each in tables if needed <= set(each.columns)), None)
    if table is None:
        raise Refused("no_header_row")
    terms = {(term.vocabulary_id, term.code): term for term in Term.objects.all()}
    reviews: list[Review] = []
    problems = [*book.problems, *table.problems]
    seen: set[int] = set()
    for row in table.rows:
        term = terms.get((_text(row, "vocabulary"), _text(row, "code")))
        if term is None:
            problems.append(table.problem("unknown_term", row.number, "code", _text(row, "code")))
        elif term.pk in seen:
            problems.append(table.problem("term_twice", row.number, "code", _text(row, "code")))
        else:
            seen.add(term.pk)
            found = _review(table, row, term, language, status)
            if isinstance(found, Problem):
                problems.append(found)
            elif found:
                reviews.append(found)
    return reviews, problems


def _review(
    table: Table, row: TableRow, term: Term, language: str, status: str
) -> Review | Problem | None:
    now: str = getattr(term, f"label_{language}")
    label = _text(row, "better") or now
    may_stand, wrong = yes_no(row.values.get("reviewed"))
    if wrong:
        return table.problem("not_yes_or_no", row.number, "reviewed", _text(row, "reviewed"))
    if len(label) > LONGEST:
        return table.problem("label_too_long", row.number, "better", limit=str(LONGEST))
    if may_stand and not label:
        return table.problem("no_label", row.number, "better")
    was = getattr(term, status) == LabelStatus.REVIEWED
    same = label == now and (was or not may_stand)
    return None if same else Review(term, label, bool(may_stand))


def _text(row: TableRow, key: str) -> str:
    return as_text(row.values.get(key)).strip()


def write_reviews(
    trace: Trace, reviews: Iterable[Review], *, language: str, reviewer: str, on: date
) -> int:
    """Write the labels within an act; a better label that is not yet approved stays a draft.

    Returns how many terms changed.
    """
    status = _status_of(language)
    changed: list[Term] = []
    for review in reviews:
        before = snapshot(review.term)
        setattr(review.term, f"label_{language}", review.label)
        reviewed = LabelStatus.REVIEWED if review.reviewed else LabelStatus.DRAFT
        setattr(review.term, status, reviewed)
        review.term.reviewed_by, review.term.reviewed_on = reviewer[:200], on
        trace.revised("vocabulary.term", review.term.pk, before, snapshot(review.term))
        changed.append(review.term)
    fields = [f"label_{language}", status, "reviewed_by", "reviewed_on"]
    Term.objects.bulk_update(changed, fields, batch_size=500)
    return len(changed)


def _status_of(language: str) -> str:
    if language not in REVIEWED_LANGUAGES:
        raise ValueError(f"labels are reviewed in {' and '.join(REVIEWED_LANGUAGES)}")
    return f"label_status_{language}"


def said_of(problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """(place, what is wrong and what to do) of each, in the reader's language."""
    words = {
        "unknown_term": _("There is no such list or code. Leave both as they were in the sheet."),
        "term_twice": _("This code stands in the sheet twice. Delete one of the rows."),
        "not_yes_or_no": _("Write “yes”, or leave the cell empty."),
        "label_too_long": _("The label is too long. Write at most 300 characters."),
        "no_label": _("There is no label yet that could stand. Write one."),
    }
    for problem in problems:
        place = f"{problem.sheet} {problem.row or ''}".strip()
        yield place, words.get(problem.code) or " ".join(in_words(problem))
