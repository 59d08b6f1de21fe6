"""The table of states and moves of an agreement's version; screens, acts and the docs read it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import AgreementVersion
from ertad.agreements.models.agreements import OPEN
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.moves import Move

S = AgreementVersion.State
FEWEST = 2
"""Parties of an agreement."""


def _can_send(text: AgreementVersion) -> Iterator[str]:
    parties = list(text.parties.select_related("institution"))
    if not any(getattr(text, f"title_{language}") for language in LANGUAGES):
        yield "no_title"
    if not text.scope:
        yield "no_scope"
    if len(parties) < FEWEST:
        yield "one_party"
    if any(not party.duties for party in parties):
        yield "no_duties"
    if any(not party.contact for party in parties):
        yield "no_contact"
    if text.data_shared and not text.legal_basis:
        yield "no_basis"
    if not text.starts_on or not text.review_on:
        yield "no_dates"
    yield from _all_there(text)


def _all_there(text: AgreementVersion) -> Iterator[str]:
    if text.parties.exclude(institution__dissolved_on=None).exists():
        yield "dissolved"


def _can_renew(text: AgreementVersion) -> Iterator[str]:
    if AgreementVersion.objects.filter(agreement=text.agreement_id, state__in=OPEN).exists():
        yield "open_already"


DISSOLVED = {
    "dissolved": _("A party was dissolved. Take it out of the draft, or withdraw the agreement.")
}

AGREEMENT_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "agreement.change", frozenset({S.DRAFT}), "", "agreement.draft",
            _("Write the draft"), _("Text, parties, duties, dates and pathways."),
        ),
        Move(
            "agreement.send", frozenset({S.DRAFT}), S.REVIEW, "agreement.draft",
            _("Send for review"),
            _("All parties are asked to comment and to sign. The text of this version does not"
              " change any more."),
            _can_send,
            {
                "no_title": _("Give the agreement a title."),
                "no_scope": _("Say what it is about."),
                "one_party": _("An agreement has two parties at least."),
                "no_duties": _("Say of each party what it takes upon itself."),
                "no_contact": _("Say of each party which function answers for it."),
                "no_basis": _("Say on what legal basis the data is shared."),
                "no_dates": _("Say when it starts and when it is to be reviewed."),
                **DISSOLVED,
            },
        ),
        Move(
            "agreement.comment", frozenset({S.REVIEW}), "", "agreement.comment",
            _("Comment on it"), _("The parties read it; the next version answers it."),
        ),
        Move(
            "agreement.revise", frozenset({S.REVIEW}), S.REPLACED, "agreement.draft",
            _("Write a new version"),
            _("This version stays to be compared with. Signatures under it do not count for the"
              " next."),
        ),
        Move(
            "agreement.sign", frozenset({S.REVIEW}), S.SIGNED, "agreement.sign",
            _("Record a signature"),
            _("Signed when every party has; then it enters into force on its first day."),
            _all_there, DISSOLVED,
        ),
        Move(
            "agreement.start", frozenset({S.SIGNED}), S.IN_FORCE, "agreement.run",
            _("Enter into force"), _("Done by itself on the first day."), limit="starts_on",
        ),
        Move(
            "agreement.replace", frozenset({S.IN_FORCE, S.DUE}), S.REPLACED, "agreement.run",
            _("Give way to the next version"),
            _("Done by itself when a later version enters into force."),
        ),
        Move(
            "agreement.fall_due", frozenset({S.IN_FORCE}), S.DUE, "agreement.run",
            _("Fall due for review"),
            _("Done by itself on the day of the review, two months before the end, and when a"
              " party is dissolved. The agreement stays in force."),
            limit="due_on",
        ),
        Move(
            "agreement.review", frozenset({S.IN_FORCE, S.DUE}), S.IN_FORCE, "agreement.review",
            _("Go on after the review"),
            _("The text stays as it was signed; the next review gets a day."), _all_there,
            {
                "dissolved": _("A party was dissolved. Write the next version without it, or end"
                               " the agreement."),
            },
            "due_on",
        ),
        Move(
            "agreement.renew", frozenset({S.IN_FORCE, S.DUE}), "", "agreement.draft",
            _("Write the next version"),
            _("What is signed is never changed. The next version is reviewed and signed like the"
              " first; until it is in force, this one is."),
            _can_renew,
            {"open_already": _("The next version is being prepared already.")},
        ),
        Move(
            "agreement.end", frozenset({S.SIGNED, S.IN_FORCE, S.DUE}), S.ENDED, "agreement.end",
            _("End the agreement"),
            _("From today it is not in force, and its pathways do not work. All parties are told."),
        ),
        Move(
            "agreement.run_out", frozenset({S.SIGNED, S.IN_FORCE, S.DUE}), S.ENDED, "agreement.run",
            _("Run out"),
            _("Done by itself after the last day, or when only one party is left."),
            limit="ends_on",
        ),
        Move(
            "agreement.withdraw", frozenset({S.DRAFT, S.REVIEW}), S.WITHDRAWN, "agreement.draft",
            _("Withdraw the agreement"),
            _("It will not be agreed on. What was written stays to be read."),
        ),
    )
}  # fmt: skip
