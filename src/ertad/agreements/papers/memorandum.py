"""A version of an agreement as a document for Word, with headings in any of the three languages.

The text stands in the language in which it was written: it is what is signed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ertad.agreements.models import AgreementVersion, Pathway
from ertad.agreements.models.agreements import RUNNING
from ertad.agreements.queries.comparing import day, in_days
from ertad.agreements.queries.one import PartyLine, Shown
from ertad.files.papers import fill_docx

TEMPLATE = Path(__file__).with_name("memorandum.docx")
LINE = "_" * 28


def memorandum_docx(found: Shown, language: str, at: datetime) -> bytes:
    """`language`: ka, en or fr."""
    with translation.override(language):
        text = found.text
        context = {
            "kind": _("Memorandum of cooperation"),
            "title": text.title,
            "standing": _standing(text),
            "invented": _("Invented data: a demonstration.") if settings.INVENTED_DATA else "",
            "sections": list(_sections(found)),
            "pathways_title": _("Pathways") if found.pathways else "",
            "pathways": [
                {"title": f"{number}. {_ends(each)}", "rows": _of_pathway(each)}
                for number, each in enumerate(found.pathways, start=1)
            ],
            "signatures_title": _("Signatures"),
            "signature_heads": [_("Party"), _("Function and name"), _("Day"), _("Signature")],
            "signatures": [{"cells": _signature(line, text)} for line in found.parties],
            "source": _("Made by Ertad. Version %(number)s.") % {"number": text.number},
        }  # fmt: skip
        return fill_docx(TEMPLATE, context, language=language, title=text.title, at=at)


def _standing(text: AgreementVersion) -> str:
    facts = {"number": text.number, "state": text.get_state_display(), "day": day(text.starts_on)}
    if text.state in RUNNING:
        return _("Version %(number)s, in force since %(day)s") % facts
    return _("Version %(number)s: %(state)s. It is not in force.") % facts


def _sections(found: Shown) -> Iterator[dict[str, Any]]:
    text = found.text
    names = [line.party.institution.name for line in found.parties]
    yield {"title": _("Parties"), "texts": names}
    yield {"title": _("What it is about"), "texts": _lines(text.scope)}
    for line in found.parties:
        duties = _lines(line.party.duties)
        answers = _("Answers for it: %(contact)s") % {"contact": line.party.contact or _blank()}
        name = line.party.institution.name
        yield {"title": _("Duties: %(name)s") % {"name": name}, "texts": [*duties, answers]}
    if text.data_shared:
        yield {"title": _("Data that may be shared"), "texts": _lines(text.data_shared)}
        yield {"title": _("Legal basis"), "texts": _lines(text.legal_basis)}
    else:
        none = _("No data is shared under this agreement.")
        yield {"title": _("Data that may be shared"), "texts": [none]}
    yield {
        "title": _("Start, review and end"),
        "texts": [
            _("Start: %(day)s") % {"day": day(text.starts_on) or _blank()},
            _("To be reviewed on: %(day)s") % {"day": day(text.review_on) or _blank()},
            _("Last day: %(day)s") % {"day": day(text.ends_on) or _("without an end")},
        ],
    }


def _ends(pathway: Pathway) -> str:
    return f"{pathway.from_institution.name} → {pathway.service.name}"


def _of_pathway(pathway: Pathway) -> list[dict[str, Any]]:
    groups = [term.label for term in pathway.groups.all()]
    for_whom = "; ".join(each for each in (*groups, pathway.for_whom) if each)
    answer = f"{pathway.answered_by}: {in_days(pathway.answer_days)}"
    rows = (
        (_("Service of"), pathway.service.institution.name),
        (_("For whom"), for_whom),
        (_("Procedure"), pathway.procedure),
        (_("What is passed on"), pathway.passed_on),
        (_("Who answers"), answer),
    )
    return [{"label": label, "texts": _lines(value)} for label, value in rows]


def _signature(line: PartyLine, text: AgreementVersion) -> Sequence[str]:
    """What is recorded; a line to be written on where nothing is."""
    name, signature = line.party.institution.name, line.signature
    if signature is None:
        signed = day(text.signed_on) if text.signed_on else ""
        return [name, "" if signed else LINE, signed, _("signed") if signed else LINE]
    who = [signature.signatory_function, signature.signatory_name]
    return [name, ", ".join(each for each in who if each), day(signature.signed_on), _("signed")]


def _lines(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.strip()] or [_blank()]


def _blank() -> str:
    return _("[to be written]")
