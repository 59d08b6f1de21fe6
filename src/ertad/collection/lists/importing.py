"""A list of several institutions taken in: looked through as a whole, then each share by itself.

All shares belong to one round that is made for the import and published at once, so that the
directory changes in one step.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.collection.acts.publish_round import Published
from ertad.collection.checks import Finding, Severity
from ertad.collection.importing import (
    LookedThrough,
    look_through,
    open_for,
    open_pairs,
    published_at_once,
    received_and_accepted,
)
from ertad.collection.lists.mapping import ListMapping
from ertad.collection.lists.owners import Owner
from ertad.collection.lists.sources import Source
from ertad.collection.lists.splitting import Split, excerpt, split
from ertad.collection.models import Invitation, Submission
from ertad.kernel.actor import Actor
from ertad.people.acts.keep_institution import add_institution, change_institution
from ertad.people.models import Institution

ROUNDS = UUID("7b0c2a1e-3a5d-5c1f-8e0a-6a7a5c0b9f10")
"""Rounds of imports get their ids under this one."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class LookedList:
    """What a list would do; nothing was written. `parts`: each institution and its share."""

    mapping: ListMapping
    split: Split
    parts: list[tuple[Owner, LookedThrough]]
    findings: list[Finding] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """The receipts of all shares together, and what became of the institutions."""
        total: Counter[str] = Counter({"rows": 0, "errors": 0, "warnings": 0})
        for _owner, looked in self.parts:
            total.update(looked.counts)
        for found in self.findings:
            total[f"{found['severity']}s"] += 1
        total["rows_of_nobody"] = self.split.left_out
        owners = [owner for owner, _looked in self.parts]
        total["institutions_new"] = sum(owner.new for owner in owners)
        total["institutions_changed"] = sum(bool(owner.changes) for owner in owners)
        return dict(total)

    @property
    def readable(self) -> bool:
        return bool(self.parts) and all(looked.readable for _owner, looked in self.parts)

    @property
    def applicable(self) -> bool:
        wrong = any(found["severity"] == Severity.ERROR for found in self.findings)
        return not wrong and self.readable and all(one.applicable for _o, one in self.parts)

    @property
    def waiting(self) -> list[tuple[Owner, LookedThrough]]:
        """The shares with rows that were not taken before."""
        return [(o, looked) for o, looked in self.parts if looked.content and not looked.taken]

    @property
    def changes_nothing(self) -> bool:
        written = any(owner.new or owner.changes for owner, _looked in self.parts)
        return not self.waiting and not written


@dataclass(frozen=True)
class ImportedList:
    """`published` is None when every share had been taken before."""

    submissions: list[Submission]
    published: Published | None
    open_pairs: int


def look_through_list(
    sources: Sequence[Source],
    mapping: ListMapping,
    *,
    institution: Institution | None,
    create: bool,
    language: str,
    at: datetime,
    tell: Tell = lambda _: None,
) -> LookedList:
    """Read, split, compare and check, without writing anything. `language`: of messages."""
    with override(language):
        result = split(mapping, sources, institution=institution, create=create)
    parts = []
    for number, share in enumerate(result.shares, start=1):
        told = {"number": number, "all": len(result.shares)}
        tell(_("Comparing institution %(number)s of %(all)s") % told)
        if not any(share.rows.get(table.name) for table in result.told
                   if table.laid.mapping.holds != "institutions"):  # fmt: skip
            parts.append((share.owner, _without_rows(share.owner)))
            continue
        content = excerpt(share, mapping, result.told)
        looked = look_through(
            content, institution=share.owner.institution, round_=None, language=language, at=at
        )
        parts.append((share.owner, looked))
    return LookedList(mapping, result, parts, result.findings)


def _without_rows(owner: Owner) -> LookedThrough:
    """An institution of which the list has neither services nor places."""
    counts = {"rows": 0, "errors": 0, "warnings": 0}
    return LookedThrough(owner.institution, None, b"", "en", True, counts, [], None)


def take_in_list(
    looked: LookedList, *, file_name: str, by: Actor, at: datetime, tell: Tell = lambda _: None
) -> ImportedList:
    """Make what is new of the institutions, take every share, publish all at once.

    Done again after it was interrupted, it goes on where it stood. Raises Refused.
    """
    tell(_("Writing institutions"))
    for owner, _looked in looked.parts:
        _write_owner(owner, looked.mapping.source, by, at)
    waiting = looked.waiting
    if not waiting:
        return ImportedList([], None, 0)
    digests = sorted(hashlib.sha256(one.content).hexdigest() for _owner, one in waiting)
    key = uuid5(ROUNDS, " ".join(digests))
    kept = Institution.objects.in_bulk([owner.institution.pk for owner, _one in waiting])
    institutions = [kept[owner.institution.pk] for owner, _one in waiting]
    whose = looked.mapping.source or institutions[0].name
    round_ = open_for(key, institutions, file_name, whose, by, at)
    rows = Invitation.objects.filter(round=round_).select_related("round", "institution")
    invitations = {invitation.institution_id: invitation for invitation in rows}
    submissions = []
    for number, (owner, one) in enumerate(waiting, start=1):
        told = {"number": number, "all": len(waiting)}
        tell(_("Taking in institution %(number)s of %(all)s") % told)
        invitation = invitations[owner.institution.pk]
        submissions.append(received_and_accepted(one, invitation, file_name, by, at))
    tell(_("Publishing"))
    round_.refresh_from_db()
    published = published_at_once(round_, by, at)
    return ImportedList(submissions, published, open_pairs(submissions))


def _write_owner(owner: Owner, source: str, by: Actor, at: datetime) -> None:
    key = owner.institution.pk
    there = Institution.objects.filter(pk=key).first()
    if owner.new and there is None:
        add_institution(
            by=by, at=at, id=key, fields=owner.fields, aliases=owner.aliases,
            foreign_id=(source, owner.key) if source else None,
        )  # fmt: skip
    elif owner.changes and there is not None:
        change_institution(
            by=by, at=at, institution=there, version=there.version, fields=owner.changes,
            municipalities=list(there.municipalities.values_list("code", flat=True)),
            aliases=[*there.aliases.values_list("name", flat=True), *owner.aliases],
        )  # fmt: skip
