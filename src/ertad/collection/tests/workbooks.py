"""For the tests of this room: an open round, and a workbook filled the way a person does."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ertad.collection.models import Invitation, Round, SourceRow, Submission
from ertad.collection.staging import check_submission
from ertad.collection.workbook import base_of, make_workbook
from ertad.collection.workbook.making import FIRST_ROW, HEADER_ROW
from ertad.collection.workbook.wording import SHEETS, in_language
from ertad.people.models import Institution


def an_invitation(institution: Institution, now: datetime) -> Invitation:
    """An institution that took its workbook in an open round."""
    round_ = Round.objects.create(
        title_en="Autumn 2026", title_ka="შემოდგომა 2026", period_start=date(2026, 9, 1),
        period_end=date(2026, 12, 31), due_on=date(2026, 12, 1), state="open",
    )  # fmt: skip
    return Invitation.objects.create(
        round=round_, institution=institution, state="downloaded", base=base_of(institution),
        based_at=now,
    )  # fmt: skip


class Filled:
    """A workbook opened by a person: cells are found by sheet, row and header."""

    def __init__(self, content: bytes, language: str = "en") -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.language = language

    def sheet(self, key: str) -> Worksheet:
        return self.book[in_language(SHEETS[key], self.language)]

    def headers(self, key: str) -> dict[str, int]:
        row = self.sheet(key)[HEADER_ROW + 1]
        return {cell.value: cell.column for cell in row if cell.value}

    def write(self, key: str, row: int, cells: Mapping[str, Any]) -> None:
        """`row` counts from 0 in the data; cells are header -> value."""
        headers = self.headers(key)
        for header, value in cells.items():
            self.sheet(key).cell(FIRST_ROW + 1 + row, headers[header]).value = value

    def read(self, key: str, row: int, header: str) -> Any:
        return self.sheet(key).cell(FIRST_ROW + 1 + row, self.headers(key)[header]).value

    def saved(self) -> bytes:
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()


A_SERVICE: dict[str, Any] = {
    "Name of the service": "Evening sports",
    "Type of service": "Sport",
    "What happens there": "Young people train together, twice a week.",
    "For whom": "Children and juveniles",
    "From age": 12,
    "To age": 18,
    "Municipalities served": "Example 1",
    "How to enter": "Come to the first training.",
    "Phone": "+995 32 200 00 02",
}
"""A new row as it should be, by header."""


def workbook(invitation: Invitation, now: datetime, language: str = "en") -> Filled:
    return Filled(make_workbook(invitation, language=language, at=now), language)


def send_up(
    invitation: Invitation, content: bytes, now: datetime, *, language: str = "en"
) -> Submission:
    """What receiving the file and its job do: the submission, checked."""
    submission = Submission.objects.create(
        id=uuid4(), invitation=invitation, file_name="services.xlsx", content=content,
        digest=hashlib.sha256(content).hexdigest(), language=language, received_at=now,
    )  # fmt: skip
    return check_submission(submission.pk, at=now + timedelta(seconds=1))


def rows_of(submission: Submission) -> list[SourceRow]:
    return list(submission.rows.order_by("row"))


def codes(submission: Submission) -> set[str]:
    """The codes of everything that was found."""
    found = [*submission.findings, *(f for row in submission.rows.all() for f in row.findings)]
    return {finding["code"] for finding in found}


def outcomes(submission: Submission) -> list[str]:
    return [row.outcome for row in rows_of(submission)]


@contextmanager
def a_list(*rows: list[Any]) -> Iterator[bytes]:
    """A plain xlsx of one sheet, as people keep it themselves."""
    yield plain_list(*rows)


def plain_list(*rows: list[Any]) -> bytes:
    """A plain xlsx of one sheet, as people keep it themselves."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


MakeService = Callable[..., Any]
