"""One agreement, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from ertad.agreements.models import AgreementVersion, Comment, Party, Pathway, Signature
from ertad.agreements.models.agreements import RUNNING
from ertad.agreements.queries.pathways import pathways_of
from ertad.agreements.queries.register import line_of
from ertad.audit.act_names import act_name
from ertad.audit.models import AuditRow
from ertad.people.models import Institution

MOST_PAST = 60


@dataclass(frozen=True)
class PartyLine:
    party: Party
    signature: Signature | None
    dissolved: bool


@dataclass(frozen=True)
class Past:
    at: datetime
    what: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """`inside`: the reader belongs to a party, or sees all; others see the text alone."""

    text: AgreementVersion
    versions: Sequence[AgreementVersion]
    parties: Sequence[PartyLine]
    pathways: Sequence[Pathway]
    inside: bool
    comments: Sequence[Comment] = ()
    past: Sequence[Past] = field(default_factory=tuple)

    @property
    def running(self) -> AgreementVersion | None:
        return next((each for each in self.versions if each.state in RUNNING), None)

    @property
    def latest(self) -> AgreementVersion:
        return self.versions[0]

    @property
    def before(self) -> AgreementVersion | None:
        """The version before the one shown."""
        return next((each for each in self.versions if each.number < self.text.number), None)


def texts_of_agreement(user: object, pk: UUID) -> Sequence[AgreementVersion]:
    """The versions that `user` may see, the latest first. Raises Http404 when there are none."""
    rows = AgreementVersion.objects.visible_to(user).filter(agreement=pk)
    found = list(rows.select_related("agreement").order_by("-number"))
    if not found:
        raise Http404("no such agreement for this reader")
    return found


def text_numbered(texts: Sequence[AgreementVersion], number: int | None) -> AgreementVersion:
    """Without a number the one that counts. Raises Http404."""
    if number is None:
        return line_of(texts).text
    found = next((each for each in texts if each.number == number), None)
    if found is None:
        raise Http404("no such version for this reader")
    return found


def shown(user: object, pk: UUID, number: int | None, today: date) -> Shown:
    """Nine queries at most. Raises Http404."""
    texts = texts_of_agreement(user, pk)
    text = text_numbered(texts, number)
    parties = Party.objects.visible_to(user).filter(text=text).select_related("institution")
    signed = {
        each.party_id: each
        for each in Signature.objects.visible_to(user).defer("scan").filter(party__text=text)
    }
    mine = Party.objects.visible_to(user).by_right(user, "agreement.drafts_see", "institution")
    inside = mine.filter(text=text).exists()
    lines = [
        PartyLine(party, signed.get(party.pk), party.institution.dissolved(today))
        for party in parties
    ]
    pathways = list(pathways_of(user, text))
    if not inside:
        return Shown(text, texts, lines, pathways, inside=False)
    comments = Comment.objects.visible_to(user).filter(text=text).select_related("institution")
    return Shown(
        text, texts, lines, pathways, inside=True, comments=list(comments), past=past_of(user, pk)
    )


def past_of(user: object, pk: UUID) -> Sequence[Past]:
    """What was done with the agreement, newest first, with the reason of whoever acted for others.

    The caller has checked that the reader is of a party.
    """
    rows = AuditRow.objects.filter(kind="agreements.agreement", object_id=str(pk))
    acts = [each for each in rows.order_by("-seq")[:MOST_PAST] if not each.act.endswith(".read")]
    names = _names(user, {each.institution_id for each in acts if each.institution_id})
    return [
        Past(each.at, act_name(each.act), names.get(each.institution_id, ""), each.reason)
        for each in acts
    ]


def _names(user: object, ids: set[str]) -> Mapping[str, str]:
    rows = Institution.objects.visible_to(user).filter(pk__in=ids)
    return {str(each.pk): each.name for each in rows}
