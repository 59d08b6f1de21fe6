"""One answer judged as a row of a workbook is: merged with the directory, checked, its outcome.

The checks and the three-way merge are those of `staging`; what differs is that an answer is a
record already and not a row of cells.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from ertad.collection.checks import Finding, Severity, Spot, checks_about, finding, has_errors
from ertad.collection.checks.subjects import ServiceSubject
from ertad.collection.models import AnswerDraft, SourceRow
from ertad.collection.staging.merging import Conflict, three_way
from ertad.collection.staging.reading_cells import read_cell
from ertad.collection.staging.resolving import Resolver
from ertad.collection.staging.staged import STILL_ASKED
from ertad.collection.workbook.labels import Labels, read_labels
from ertad.directory.models import Location, Service
from ertad.directory.record import Record, blank_record, field_of, normalised, read_records
from ertad.kernel.languages import LANGUAGES, said
from ertad.people.models import Institution

Outcome = SourceRow.Outcome
FREE_TEXT = frozenset({"text", "long_text", "lines", "email", "url"})


@dataclass(frozen=True)
class Live:
    """A service as the directory has it now."""

    id: UUID
    version: int
    record: Record
    merged_into: UUID | None = None


@dataclass(frozen=True)
class Judged:
    """`record` is what the answer would write; `conflicts` are fields that somebody else changed
    since, and otherwise. `service_id`: what it is about now, after a merge another one."""

    service_id: UUID
    record: Record
    current: Record | None
    version: int | None
    outcome: str
    findings: list[Finding] = field(default_factory=list)
    conflicts: dict[str, Conflict] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        return has_errors(self.findings)


@dataclass(frozen=True)
class Surroundings:
    """What answers of an institution are judged by, read once for all of them."""

    institution: Institution
    services: dict[UUID, Live]
    places: dict[str, dict[str, Any]]
    language: str
    today: date

    @cached_property
    def labels(self) -> Labels:
        return read_labels()

    @cached_property
    def resolver(self) -> Resolver:
        """Reads what was typed, as it reads the cells of a workbook."""
        return Resolver(self.labels, self.language)

    @cached_property
    def pathways(self) -> dict[str, str]:
        lists = self.labels.lists["legal_pathway"]
        return {label.code: label.said(self.language) for label in lists}

    def running(self) -> list[Live]:
        """The services that the institution is asked about, in the order of their names."""
        own = str(self.institution.pk)
        found = [
            live for live in self.services.values()
            if live.record["status"] == "active" and live.record["institution"] == own
        ]  # fmt: skip
        return sorted(found, key=lambda live: (said(live.record, "name").text, live.id))

    def judge(self, draft: AnswerDraft) -> Judged:
        """Writes nothing. `draft` is about a service."""
        assert draft.service_id is not None  # noqa: S101 (the contact point has no checks here)
        live, wrong = self._about(draft.service_id)
        current = live.record if live else blank_record(institution=str(self.institution.pk))
        base = draft.base if live else None
        sent = {key: value for key, value in draft.record.items() if key != "institution"}
        merged = three_way(base, current, sent)
        changed = frozenset(key for key in merged.record if merged.record[key] != current[key])
        wrong += [spot for key, text in draft.typed.items() for spot in self._read(key, text)]
        findings = [finding(spot) for spot in wrong]
        findings += self._checked(draft, merged.record, live, changed, wrong)
        return Judged(
            live.id if live else draft.service_id,
            normalised(merged.record),
            live.record if live else None,
            live.version if live else None,
            _outcome(has_errors(findings), bool(merged.conflicts), live, merged.record, changed),
            findings,
            merged.conflicts,
        )

    def read(self, key: str, text: str) -> tuple[Any, bool]:
        """(value of a record key, whether all of `text` could be read)."""
        read = read_cell(field_of(key), key, text, self.resolver)
        value = field_of(key).blank() if read.value is None else read.value
        if field_of(key).kind == "number":
            value = read.value
        return value, read.readable and not any(_is_error(spot) for spot in read.wrong)

    def _read(self, key: str, text: str) -> list[Spot]:
        return list(read_cell(field_of(key), key, text, self.resolver).wrong)

    def _about(self, service_id: UUID) -> tuple[Live | None, list[Spot]]:
        """The service, or what it was merged into; and what is wrong with answering about it."""
        live = self.services.get(service_id)
        wrong = []
        while live and live.merged_into and live.merged_into in self.services:
            live = self.services[live.merged_into]
        if live and live.id != service_id:
            wrong.append(Spot("merged_into", "name", {"name": said(live.record, "name").text}))
        if live and live.record["institution"] != str(self.institution.pk):
            other = Institution.objects.filter(pk=live.record["institution"]).first()
            wrong.append(Spot("id_of_another", "name", {"name": other.name if other else "…"}))
        return live, wrong

    def _checked(
        self,
        draft: AnswerDraft,
        record: Record,
        live: Live | None,
        changed: frozenset[str],
        wrong: Collection[Spot],
    ) -> Iterator[Finding]:
        """As for a row: what an answer does not change never keeps it from being sent."""
        places = [
            self.places[at["location"]] for at in record["at"] if at["location"] in self.places
        ]
        before = draft.base or {}
        texts = {
            key: str(value)
            for key, value in record.items()
            if value and field_of(key).kind in FREE_TEXT and value != before.get(key)
        }
        subject = ServiceSubject(
            record=record, texts=texts, sent=changed, new=live is None,
            state="ended" if draft.answer == AnswerDraft.Answer.ENDED else "",
            ended=record["status"] == "ended",
            was_confidential=live is not None and live.record["confidential"],
            pathways=self.pathways, age_limits=self.labels.age_limits,
            addresses=[place[f"address_{lang}"] for place in places for lang in LANGUAGES],
            places_confidential=any(place["confidential"] for place in places), today=self.today,
        )  # fmt: skip
        unreadable = {spot.field for spot in wrong}
        as_it_was = live is not None and not changed and not wrong
        for known in checks_about("service"):
            assert known.find is not None  # noqa: S101 (checks_about gives only these)
            if subject.ended and known.code not in STILL_ASKED:
                continue
            for spot in known.find(subject):
                if spot.code.endswith("_missing") and spot.field in unreadable:
                    continue
                found = finding(spot)
                yield {**found, "severity": str(Severity.WARNING)} if as_it_was else found


def _is_error(spot: Spot) -> bool:
    return bool(finding(spot)["severity"] == Severity.ERROR)


def _outcome(
    refused: bool, conflict: bool, live: Live | None, record: Record, changed: frozenset[str]
) -> str:
    if refused:
        return Outcome.REFUSED
    if conflict:
        return Outcome.CONFLICT
    if "status" in changed and record["status"] == "ended":
        return Outcome.ENDED
    if live is None:
        return Outcome.NEW
    return Outcome.CHANGED if changed else Outcome.SAME


def surroundings(
    institution: Institution, drafts: Iterable[AnswerDraft], *, language: str, today: date
) -> Surroundings:
    """The queries do not grow with the services, nor with the drafts."""
    named = {draft.service_id for draft in drafts if draft.service_id}
    columns = ("id", "version", "merged_into_id")
    rows = {
        row[0]: row for row in Service.objects.filter(institution=institution).values_list(*columns)
    }
    wanted = named - rows.keys()
    wanted |= {row[2] for row in rows.values() if row[2]} - rows.keys()
    if wanted:
        rows |= {row[0]: row for row in Service.objects.filter(pk__in=wanted).values_list(*columns)}
    records = read_records(rows)
    addresses = (*(f"address_{lang}" for lang in LANGUAGES), "confidential")
    places = Location.objects.filter(institution=institution).values("id", *addresses)
    return Surroundings(
        institution,
        {key: Live(key, row[1], records[key], row[2]) for key, row in rows.items()},
        {str(place.pop("id")): dict(place) for place in places},
        language,
        today,
    )
