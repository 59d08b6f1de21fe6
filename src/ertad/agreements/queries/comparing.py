"""Two versions side by side, with the words marked that went and that came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ertad.agreements.models import AgreementVersion, Party, Pathway
from ertad.agreements.queries.pathways import pathways_of
from ertad.kernel.languages import LANGUAGES, NAMES

WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Row:
    """`values`: of the earlier and the later version, marked where they differ."""

    label: str
    values: tuple[SafeString, SafeString]
    differs: bool


def compare(user: object, earlier: AgreementVersion, later: AgreementVersion) -> Sequence[Row]:
    """Every part of the text, those that are empty in both left out; six queries."""
    rows = []
    before, after = dict(_parts(user, earlier)), dict(_parts(user, later))
    for label in dict.fromkeys([*before, *after]):
        left, right = before.get(label, ""), after.get(label, "")
        if left or right:
            rows.append(Row(label, marked(left, right), left != right))
    return rows


def marked(left: str, right: str) -> tuple[SafeString, SafeString]:
    """The left with what went, the right with what came; both safe to be shown."""
    a, b = WORD.findall(left), WORD.findall(right)
    gone: list[SafeString] = []
    came: list[SafeString] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        old, new = "".join(a[i:j]), "".join(b[k:m])
        if old:
            gone.append(format_html("{}" if tag == "equal" else "<del>{}</del>", old))
        if new:
            came.append(format_html("{}" if tag == "equal" else "<ins>{}</ins>", new))
    return _joined(gone), _joined(came)


def _joined(pieces: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((each,) for each in pieces))


def _parts(user: object, text: AgreementVersion) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield (
            _("Title (%(language)s)") % {"language": NAMES[language]},
            str(getattr(text, f"title_{language}")),
        )
    yield _("What it is about"), text.scope
    parties = list(Party.objects.visible_to(user).filter(text=text).select_related("institution"))
    yield _("Parties"), "\n".join(party.institution.name for party in parties)
    for party in parties:
        yield _("Duties: %(name)s") % {"name": party.institution.name}, party.duties
        yield _("Answers for it: %(name)s") % {"name": party.institution.name}, party.contact
    yield _("Data that may be shared"), text.data_shared
    yield _("Legal basis"), text.legal_basis
    yield _("Start"), day(text.starts_on)
    yield _("To be reviewed on"), day(text.review_on)
    yield _("Last day"), day(text.ends_on)
    for number, pathway in enumerate(pathways_of(user, text), start=1):
        yield _("Pathway %(number)s") % {"number": number}, in_words(pathway)


def in_words(pathway: Pathway) -> str:
    """All of it as lines of text."""
    groups = [term.label for term in pathway.groups.all()]
    lines = [
        f"{pathway.from_institution.name} → {pathway.service.name}",
        "; ".join([*groups, *([pathway.for_whom] if pathway.for_whom else [])]),
        pathway.procedure,
        pathway.passed_on,
        f"{pathway.answered_by}: {in_days(pathway.answer_days)}",
    ]
    return "\n".join(line for line in lines if line)


def in_days(number: int) -> str:
    return ngettext("%(number)s working day", "%(number)s working days", number) % {
        "number": number
    }


def day(value: date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""
