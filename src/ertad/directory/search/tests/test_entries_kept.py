"""The search entries change in the transaction of the act, and what has drifted is found."""

import json
from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest
from click.testing import CliRunner

from ertad.audit.trail import traced
from ertad.directory.acts.reindex import reindex
from ertad.directory.commands import reindex_command
from ertad.directory.models import DirectoryState, SearchEntry, Service
from ertad.directory.record import Change, read_records, save_records
from ertad.directory.search import Question, search
from ertad.directory.search.entries import drift
from ertad.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
MakeService = Callable[..., UUID]


def found(words: str) -> list[UUID]:
    results = search(Question(words), user=None, today=date(2026, 11, 20))
    return [hit.service_id for hit in results.hits]


def renamed(key: UUID, name: str) -> Change:
    return Change(key, {**read_records([key])[key], "name_en": name})


def test_the_entry_is_written_in_the_transaction_of_the_act(
    a_service: MakeService, now: datetime
) -> None:
    key = a_service(name_en="Lantern")
    before = DirectoryState.objects.get().version

    with traced("service.edit", by=SYSTEM, at=now) as trace:
        save_records(trace, [renamed(key, "Torch")], at=now)

    assert SearchEntry.objects.get(service=key).document["words"]["name"] == ["torch"]
    assert DirectoryState.objects.get().version == SearchEntry.objects.get(service=key).version
    assert DirectoryState.objects.get().version > before
    assert found("torch") == [key]
    assert not drift()


def test_an_act_that_fails_leaves_entries_version_and_search_as_they_were(
    a_service: MakeService, now: datetime
) -> None:
    key = a_service(name_en="Lantern")
    before = list(SearchEntry.objects.values("service", "digest", "version"))
    version = DirectoryState.objects.get().version

    def act() -> None:
        with traced("service.edit", by=SYSTEM, at=now) as trace:
            save_records(trace, [renamed(key, "Torch")], at=now)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        act()

    assert list(SearchEntry.objects.values("service", "digest", "version")) == before
    assert DirectoryState.objects.get().version == version
    assert (found("torch"), found("lantern")) == ([], [key])


def test_drift_of_every_kind_is_found_and_mended(a_service: MakeService, now: datetime) -> None:
    missing, different, extra, good = (a_service(name_en=f"Lantern {n}") for n in "abcd")
    SearchEntry.objects.filter(service=missing).delete()
    Service.objects.filter(pk=different).update(name_en="Torch")
    Service.objects.filter(pk=extra).update(status="ended")

    told = drift()
    assert (told.missing, told.different, told.extra) == ([missing], [different], [extra])

    check = CliRunner().invoke(reindex_command, ["--check", "--json"])
    assert check.exit_code == 1
    assert json.loads(check.stdout) == {
        "missing": [str(missing)], "extra": [str(extra)], "different": [str(different)],
    }  # fmt: skip
    assert drift()

    assert reindex(by=SYSTEM, at=now)
    assert not drift()
    assert CliRunner().invoke(reindex_command, ["--check"]).exit_code == 0
    assert set(found("lantern")) == {missing, good}
    assert found("torch") == [different]


def test_without_drift_nothing_is_written(a_service: MakeService, now: datetime) -> None:
    a_service(name_en="Lantern")
    version = DirectoryState.objects.get().version

    assert not reindex(by=SYSTEM, at=now)
    assert DirectoryState.objects.get().version == version


def test_a_document_touched_by_hand_is_found(a_service: MakeService, now: datetime) -> None:
    key = a_service(name_en="Lantern")
    entry = SearchEntry.objects.get(service=key)
    SearchEntry.objects.filter(pk=entry.pk).update(document={**entry.document, "nationwide": True})

    assert drift().different == [key]
    reindex(by=SYSTEM, at=now)
    assert SearchEntry.objects.get(service=key).document == entry.document
