"""Reports and notices: made from the same tables, in three languages."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from ertad.kernel.retention import retention
from ertad.people.models import Institution, User
from ertad.privacy.dictionary import dictionary, our_models, seen_by
from ertad.privacy.models import Purge
from ertad.privacy.papers.dpia import dpia_docx
from ertad.privacy.retaining import how_long, what_goes

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["ka", "en", "fr"])


@LANGUAGES
def test_the_notice_says_of_every_rule_what_how_long_and_who(
    language: str, client: Client, irakli: User, agency: Institution
) -> None:
    agency.phone = "+995322000000"
    agency.save()
    with override(language):
        page = client.get(reverse("privacy:notice")).content.decode()
        for rule in retention():
            assert _escaped(rule.label) in page, rule.name
            assert _escaped(how_long(rule)) in page, rule.name
    assert "+995322000000" in page
    assert "Irakli" not in page
    assert "irakli@" not in page


def _escaped(text: object) -> str:
    from django.utils.html import escape

    return str(escape(text))


@LANGUAGES
def test_a_child_reads_only_what_concerns_it(language: str, client: Client) -> None:
    with override(language):
        page = client.get(reverse("privacy:child_notice")).content.decode()
        for rule in retention():
            assert (_escaped(rule.label) in page) == rule.of_visitors, rule.name
    assert page.count("<svg") >= 4
    assert 'style="' not in page


def test_without_an_officer_the_notice_leads_to_the_contact_page(client: Client) -> None:
    page = client.get(reverse("privacy:notice")).content.decode()
    assert reverse("site:contact") in page


def test_both_notices_are_linked_from_every_page(client: Client) -> None:
    page = client.get(reverse("site:home")).content.decode()
    assert reverse("privacy:notice") in page
    assert reverse("privacy:child_notice") in page


def test_the_dictionary_has_every_field(window: Client) -> None:
    page = window.get(reverse("privacy:dictionary"))
    assert "people.User" in page.content.decode()
    assert "places.Region" not in page.content.decode()
    assert "places.Region" in window.get(reverse("privacy:dictionary") + "?all=1").content.decode()
    book = openpyxl.load_workbook(
        BytesIO(window.get(reverse("privacy:dictionary_xlsx")).content), read_only=True
    )
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + sum(len(model.fields) for model in dictionary())
    assert len(book.worksheets) == 2


def test_whoever_sees_what_is_about_persons_is_said_in_words() -> None:
    """A docstring of `visible_to`, please: the data dictionary says it to the officer."""
    about = {model.label for model in dictionary() if model.personal}
    bare = [m._meta.label for m in our_models() if m._meta.label in about and not seen_by(m)]
    assert bare == []


def test_retention_shows_what_would_go_and_what_went(
    window: Client, now: datetime, django_assert_max_num_queries: Any
) -> None:
    Purge.objects.create(day=now.date(), began_at=now, done_at=now, counts={"letters": 3})
    address = reverse("privacy:retention")
    window.get(address)
    with override("en"), django_assert_max_num_queries(len(retention()) + 8):
        page = window.get(reverse("privacy:retention")).content.decode()
    assert "Addresses of letters that were sent: 3" in page


def test_the_officer_sees_all_at_a_glance(window: Client, a_breach: Any) -> None:
    a_breach()
    page = window.get(reverse("privacy:overview"))
    assert page.status_code == 200
    assert len(page.context["running"]) == 1


@LANGUAGES
def test_the_assessment_is_filled_in_and_leaves_judgement_to_people(
    language: str, now: datetime, irakli: User
) -> None:
    with override(language):
        paper = Document(BytesIO(dpia_docx(now)))
        cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
        for rule in retention():
            assert {str(rule.label), how_long(rule), what_goes(rule)} <= cells, rule.name
    assert "people.User" in cells
    assert len(paper.tables) == 3
    text = "".join(paragraph.text for paragraph in paper.paragraphs)
    assert "{" not in text
    assert "[" in text
    assert "Irakli" not in text
