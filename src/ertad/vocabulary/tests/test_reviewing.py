"""A reviewer gets the draft labels as a sheet; what comes back is taken, or said to be wrong."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ertad.audit.models import Revision
from ertad.directory.models import DirectoryState
from ertad.files.spreadsheets.problems import Refused
from ertad.kernel.actor import SYSTEM
from ertad.site.acts.load_reference import load_reference
from ertad.site.acts.review_labels import review_labels
from ertad.vocabulary.models import Term
from ertad.vocabulary.reviewing import label_sheet, read_reviews

pytestmark = pytest.mark.django_db
FIRST = 3
"""The row of the first term: a line that says what to do, then the titles."""
BETTER, MAY_STAND = 6, 7


def opened(language: str = "ka", **choice: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(label_sheet(language, **choice)))


def saved(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_reviewer_approves_one_label_and_writes_a_better_one(now: datetime) -> None:
    book = opened()
    sheet = book.worksheets[0]
    approved, bettered = (
        Term.objects.get(vocabulary=sheet.cell(row, 1).value, code=sheet.cell(row, 2).value)
        for row in (FIRST, FIRST + 1)
    )
    sheet.cell(FIRST, MAY_STAND).value = "კი"
    sheet.cell(FIRST + 1, BETTER).value = "უკეთესი სახელი"
    before = DirectoryState.objects.filter(id=1).values_list("version", flat=True).first() or 0

    reviews, problems = read_reviews(saved(book), "ka")
    assert problems == []
    changed = review_labels(
        reviews=reviews, language="ka", reviewer="Terminology board", by=SYSTEM, at=now
    )

    assert changed == 2
    kept = approved.label_ka
    approved.refresh_from_db()
    bettered.refresh_from_db()
    assert (approved.label_ka, approved.label_status_ka) == (kept, "reviewed")
    assert (bettered.label_ka, bettered.label_status_ka) == ("უკეთესი სახელი", "draft")
    assert approved.reviewed_by == "Terminology board"
    assert Revision.objects.filter(act="labels.review").count() == 2
    assert DirectoryState.objects.get(id=1).version > before
    assert read_reviews(saved(book), "ka") == ([], [])


def test_a_reviewed_label_survives_loading_and_leaves_the_sheet(now: datetime) -> None:
    book = opened()
    sheet = book.worksheets[0]
    vocabulary, code = (sheet.cell(FIRST, column).value for column in (1, 2))
    sheet.cell(FIRST, BETTER).value, sheet.cell(FIRST, MAY_STAND).value = "სახელი", "კი"
    reviews, _problems = read_reviews(saved(book), "ka")
    review_labels(reviews=reviews, language="ka", reviewer="Board", by=SYSTEM, at=now)
    load_reference(by=SYSTEM, at=now)

    assert Term.objects.get(vocabulary=vocabulary, code=code).label_ka == "სახელი"
    drafts = opened().worksheets[0]
    told = {(row[0].value, row[1].value) for row in drafts.iter_rows(min_row=FIRST)}
    assert (vocabulary, code) not in told
    assert opened(every=True).worksheets[0].max_row > drafts.max_row


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (2, "NO-SUCH", "unknown_term"),
        (MAY_STAND, "perhaps", "not_yes_or_no"),
        (BETTER, "ა" * 301, "label_too_long"),
    ],
)
def test_what_is_wrong_is_said_at_its_row(column: int, value: str, code: str) -> None:
    book = opened()
    book.worksheets[0].cell(FIRST, column).value = value
    reviews, problems = read_reviews(saved(book), "ka")
    assert reviews == []
    assert [(problem.code, problem.row) for problem in problems] == [(code, FIRST)]


def test_a_row_twice_is_said(now: datetime) -> None:
    book = opened("fr")
    sheet = book.worksheets[0]
    for column in (1, 2):
        sheet.cell(FIRST + 1, column).value = sheet.cell(FIRST, column).value
    _reviews, problems = read_reviews(saved(book), "fr")
    assert [problem.code for problem in problems] == ["term_twice"]


def test_a_sheet_of_something_else_is_refused() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Phone"])
    with pytest.raises(Refused):
        read_reviews(saved(book), "ka")


def test_english_is_not_reviewed_by_sheet() -> None:
    with pytest.raises(ValueError, match="ka and fr"):
        label_sheet("en")
