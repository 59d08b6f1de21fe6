"""The template of a data protection impact assessment, for Word.

What the program knows is filled in: which records hold what about persons, why, how long, who sees
it, and what protects it. Judgement and signatures are left to people.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.files.papers import fill_docx
from ertad.kernel.clock import local_day
from ertad.kernel.retention import retention
from ertad.privacy.dictionary import ABOUT_PERSONS, ModelEntry, dictionary
from ertad.privacy.officers import office
from ertad.privacy.retaining import how_long, what_goes
from ertad.privacy.words import CLASS_WORDS

TEMPLATE = Path(__file__).with_name("dpia.docx")


def dpia_docx(at: datetime) -> bytes:
    """In the active language."""
    title = _("Data protection impact assessment: Ertad")
    context = {
        "title": title,
        "draft": _("Template, filled in by the program on %(day)s. What stands in brackets is to be"
                   " written by people.")
        % {"day": date_format(local_day(at), "DATE_FORMAT")},
        "invented": _("Invented data: a demonstration.") if settings.INVENTED_DATA else "",
        "sections": sections(),
        "held_title": _("Which records hold something about persons"),
        "held_heads": [_("Record"), _("Fields and their class")],
        "held": [_held(each) for each in dictionary() if each.personal],
        "kept_title": _("What for, how long, who sees it"),
        "kept_heads": [_("What"), _("What for"), _("How long"), _("Then"), _("Who sees it")],
        "kept": [
            {
                "cells": [
                    str(rule.label), str(rule.why), how_long(rule), what_goes(rule),
                    str(rule.seen_by),
                ]
            }
            for rule in retention()
        ],
        "risks_title": _("Risks for persons, and what is done against them"),
        "risk_heads": [
            _("Risk"), _("What protects"), _("How likely, how grave"), _("What remains"),
        ],
        "risks": [{"cells": [risk, against, blank(), blank()]} for risk, against in risks()],
        "end_title": _("Opinion and decision"),
        "end": [
            _("Opinion of the data protection officer: %(blank)s") % {"blank": blank()},
            _("Views of those concerned, or why they were not asked: %(blank)s")
            % {"blank": blank()},
            _("Decision, by which function, on which day: %(blank)s") % {"blank": blank()},
            _("To be looked at again on: %(blank)s") % {"blank": blank()},
        ],
        "source": _("Made by Ertad from its own data dictionary and table of retention."),
    }  # fmt: skip
    return fill_docx(TEMPLATE, context, language=get_language() or "ka", title=title, at=at)


def blank() -> str:
    return _("[to be written]")


def sections() -> list[dict[str, Any]]:
    """Heading and paragraphs of what comes before the tables."""
    place = office()
    return [
        {
            "title": _("Who answers for it"),
            "texts": [
                _("Institution: %(name)s") % {"name": str(place) if place else blank()},
                _("Data protection officer: %(phone)s, %(email)s")
                % {
                    "phone": (place.phone if place else "") or blank(),
                    "email": (place.email if place else "") or blank(),
                },
                _("Legal basis of the processing: %(blank)s") % {"blank": blank()},
            ],
        },
        {
            "title": _("What is done, and why"),
            "texts": [
                _(
                    "Institutions keep one directory of services for young people and people on"
                    " probation. Members sign in to keep services, answer rounds and find help for"
                    " others. The public searches without an account."
                ),
                _(
                    "No record is about a person who uses a service. That somebody is on probation,"
                    " was diverted or convicted is special-category data; no field holds any."
                )
                if not _special()
                else _("Fields of the special category: %(fields)s")
                % {"fields": ", ".join(_special())},
                _("Why it is necessary and proportionate: %(blank)s") % {"blank": blank()},
            ],
        },
    ]


def _special() -> list[str]:
    return [
        f"{model.label}.{field.name}"
        for model in dictionary()
        for field in model.fields
        if field.privacy.value == "special"
    ]


def _held(model: ModelEntry) -> dict[str, list[str]]:
    named = ", ".join(
        f"{field.name} ({CLASS_WORDS[field.privacy]})"
        for field in model.fields
        if field.privacy in ABOUT_PERSONS
    )
    return {"cells": [model.label, named]}


def risks() -> list[tuple[str, str]]:
    """(risk, what the program does against it)."""
    return [
        (
            _("Somebody writes about a client in a free text."),
            _("Texts with an 11-digit number are refused; forms ask for functions, not names."),
        ),
        (
            _("Somebody sees records without a right to them."),
            _("Every list and record passes one door; a test walks every address for every role."),
        ),
        (
            _("Somebody signs in in another person's name."),
            _("Passwords are kept as Argon2 hashes; second steps; sessions that end."),
        ),
        (
            _("It cannot be shown who did or saw what."),
            _("Each act leaves a row in a chain of keyed digests that can be verified."),
        ),
        (
            _("Data is kept longer than it is needed."),
            _("The table above; a run once a day takes away what has passed its time."),
        ),
        (
            _("A contact with a service shows that somebody is in conflict with the law."),
            _("Searches are not kept; lists and followed searches have chosen titles, no words."),
        ),
        (blank(), blank()),
    ]
