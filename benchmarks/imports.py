"""A workbook of 5,000 rows against a directory of 50,000 services, and its publication.

    python -m benchmarks.imports

The product makes the workbook; a person's program saves it anew with 5,000 rows, a tenth of the
known ones changed, the rest of the rows new (a few of them known after all). Receiving, checking
and matching run in a process of its own, so that its memory is its own, and so does the
publication. The peer does by hand what most imports do: openpyxl reads, each row is looked up by
its name and saved by itself.
"""

import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import SEED, directory, made_up_word

SERVICES, ROWS = 50_000, 5_000
TWICE = 0.03  # of the new rows: copies of services that the institution has
PEER_ROWS = 250
STEPS = ("receive", "publish", "by_hand")
SAME_FOR_ALL = "workbook.xlsx", "ids.json"


def figures() -> list[Figure]:
    with directory(SERVICES) as folder:
        _prepare(folder)
        found = {step: _in_a_process(step) for step in STEPS}
    taken, published, hand = (found[step] for step in STEPS)
    by_hand = "openpyxl, a row at a time"
    return [
        Figure(
            f"Import of {ROWS:,} rows against {SERVICES:,} services", taken["seconds"], "s",
            at_most=15, peer=hand["read"] + hand["a_row"] * ROWS, peer_name=by_hand,
            note=f"{taken['new']:,} new, {taken['pairs']:,} questions",
        ),
        Figure("the same: memory at its highest", taken["megabytes"], "MB", at_most=400,
               peer=hand["megabytes"], peer_name=by_hand),
        Figure("the same: check alone", taken["check"], "s"),
        Figure("the same: matching alone", taken["match"], "s"),
        Figure("the same: longest transaction", taken["longest"], "s", at_most=1),
        Figure(
            f"Publication of {ROWS:,} rows: in the transaction", published["longest"], "s",
            at_most=1, peer=hand["save"] * ROWS, peer_name="save() a row",
            note=f"{published['new']:,} new, {published['changed']:,} changed",
        ),
        Figure("the same: all of it", published["seconds"], "s"),
        Figure("the same: memory at its highest", published["megabytes"], "MB"),
    ]  # fmt: skip


def _in_a_process(step: str) -> dict[str, Any]:
    """What a step measured. Raises CalledProcessError when it failed."""
    command = [sys.executable, "-m", "benchmarks.imports", step]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _prepare(folder: Path) -> None:
    """Open a round for the institution with most services; take and fill its workbook."""
    from django.db.models import Count

    from ertad.collection.acts.draft_round import draft_round
    from ertad.collection.acts.invite import invite
    from ertad.collection.acts.open_round import open_round
    from ertad.collection.acts.take_workbook import take_workbook
    from ertad.kernel.clock import local_day, now
    from ertad.people.models import Institution

    at, by = now(), _coordinator()
    institution = Institution.objects.annotate(many=Count("services")).latest("many")
    day = local_day(at)
    round_ = draft_round(
        round_id=uuid4(),
        period_start=day,
        period_end=day,
        due_on=day,
        by=by,
        at=at,
        title_en="Bench",
    )
    (invitation,) = invite(round=round_, institutions=[institution], by=by, at=at)
    open_round(round=round_, by=by, at=at)
    content = take_workbook(invitation=invitation, language="ka", by=by, at=at)
    (folder / SAME_FOR_ALL[0]).write_bytes(filled(content, ROWS))
    ids = {"round": str(round_.pk), "invitation": str(invitation.pk), "user": str(by.user_id)}
    (folder / SAME_FOR_ALL[1]).write_text(json.dumps(ids | {"institution": str(institution.pk)}))


def _coordinator(user_id: UUID | None = None) -> Any:
    from ertad.kernel.actor import Actor
    from ertad.kernel.roles import Role
    from ertad.people.models import User

    if user_id is None:
        user_id = User.objects.create_user("bench@example.org", name="Bench").pk
    return Actor(Role.COORDINATOR, user_id, None, "measured")


def filled(content: bytes, rows: int) -> bytes:
    """The workbook as a person's program saves it: known rows, some changed, then new ones."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    draw = random.Random(SEED)
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    longest = max(read.sheet_names, key=lambda name: read.get_sheet_by_name(name).width)
    for name in read.sheet_names:
        table = read.get_sheet_by_name(name).to_python(skip_empty_area=False)
        sheet = book.add_worksheet(name)
        if name == longest:
            table = table[:2] + _services(draw, table[2:], rows)
        for number, row in enumerate(table):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
    book.close()
    return file.getvalue()


def _services(draw: random.Random, known: list[list[Any]], rows: int) -> list[list[Any]]:
    """Known rows, a tenth with another description; new ones, of which some were sent before."""
    from ertad.collection.workbook.columns import service_columns

    at = {column.key: number for number, column in enumerate(service_columns("ka"))}
    told = [row for row in known if row[at["service_id"]]][: rows * 3 // 5]
    places = [row[at["at"]] for row in told]
    new = []
    for _number in range(rows - len(told)):
        row = list(draw.choice(told))
        row[at["service_id"]] = row[at["base_version"]] = ""
        if draw.random() > TWICE:
            for name in (at["name_ka"], at["name_en"], at["name_fr"]):
                row[name] = row[name] and f"{row[name].rsplit(' ', 1)[0]} {made_up_word(draw)}"
            row[at["phones"]] = f"+99532{draw.randrange(2_000_000, 2_999_999)}"
            row[at["email"]] = f"service-{draw.randrange(10**6)}@example.org"
            row[at["at"]] = draw.choice(places)
        new.append(row)
    for row in told[::10]:
        row[at["description_ka"]] += f" {made_up_word(draw)}"
    return told + new


# Each of the following is run in a process of its own.


def _begin() -> tuple[dict[str, str], bytes, Any]:
    import django

    django.setup()
    folder = Path(os.environ["ERTAD_VAR"])
    ids = json.loads((folder / SAME_FOR_ALL[1]).read_text())
    return ids, (folder / SAME_FOR_ALL[0]).read_bytes(), _coordinator(UUID(ids["user"]))


def receive() -> dict[str, Any]:
    """Send the file up, check it, look for what it repeats; then accept it, unmeasured."""
    ids, content, by = _begin()
    from ertad.collection.acts.accept_submission import accept_submission
    from ertad.collection.acts.close_round import close_round
    from ertad.collection.acts.receive_file import receive_file
    from ertad.collection.acts.send_submission import send_submission
    from ertad.collection.jobs import check_and_match
    from ertad.collection.models import Invitation, Pair, Round, SourceRow, Submission
    from ertad.collection.staging import check_submission
    from ertad.kernel.clock import now

    invitation = Invitation.objects.defer("base").select_related("round").get(pk=ids["invitation"])
    at = now()
    with _longest_transaction() as longest:
        started = time.perf_counter()
        submission = receive_file(
            submission_id=uuid4(), invitation=invitation, file_name="services.xlsx",
            content=content, language="ka", by=by, at=at,
        )  # fmt: skip
        check_submission(submission.pk, at=at)
        checked = time.perf_counter()
        check_and_match(submission.pk, at=at)
        ended = time.perf_counter()
    megabytes = _megabytes()
    submission = Submission.objects.defer("content").get(pk=submission.pk)
    rows = SourceRow.objects.filter(submission=submission)
    refused = rows.filter(outcome="refused")
    if rows.count() != ROWS or refused.exists():
        codes = {found["code"] for row in refused[:50] for found in row.findings}
        raise SystemExit(f"{rows.count()} rows, {refused.count()} refused: {codes}")
    send_submission(submission=submission, by=by, at=at)
    accept_submission(submission=submission, by=by, at=at)
    close_round(round=Round.objects.get(pk=ids["round"]), by=by, at=at)
    return {
        "seconds": ended - started, "check": checked - started, "match": ended - checked,
        "megabytes": megabytes, "longest": longest[0], "pairs": Pair.objects.count(),
        "new": rows.filter(outcome="new").count(),
    }  # fmt: skip


def publish() -> dict[str, Any]:
    """Publish the round."""
    ids, _content, by = _begin()
    from ertad.collection.acts.publish_round import publish_round
    from ertad.collection.models import Round
    from ertad.kernel.clock import now

    round_ = Round.objects.get(pk=ids["round"])
    with _longest_transaction() as longest:
        started = time.perf_counter()
        publication = publish_round(round=round_, by=by, at=now()).publication
        seconds = time.perf_counter() - started
    return {
        "seconds": seconds, "longest": longest[0], "megabytes": _megabytes(),
        "new": publication.new, "changed": publication.changed,
    }  # fmt: skip


def by_hand() -> dict[str, Any]:
    """Read with openpyxl, look each of some rows up by its name, save each by itself."""
    ids, content, _by = _begin()
    import openpyxl
    from django.db import transaction

    from ertad.directory.models import Service
    from ertad.kernel.clock import now

    started = time.perf_counter()
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = max(book.worksheets, key=lambda each: each.max_row)
    names = [str(row[3].value or "") for row in sheet.iter_rows(min_row=3)][-PEER_ROWS:]
    read = time.perf_counter() - started
    started = time.perf_counter()
    for name in names:
        list(Service.objects.filter(name_ka__icontains=name.split()[0]).values_list("pk")[:20])
    a_row = (time.perf_counter() - started) / len(names)
    with transaction.atomic():
        started = time.perf_counter()
        for name in names:
            Service.objects.create(
                id=uuid4(), institution_id=ids["institution"], name_ka=name, status="active",
                changed_at=now(),
            )  # fmt: skip
        save = (time.perf_counter() - started) / len(names)
        transaction.set_rollback(True)
    return {"read": read, "a_row": a_row + save, "save": save, "megabytes": _megabytes()}


def _megabytes() -> float:
    """The most memory that this process has had; what its parent had is not in it."""
    status = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


@contextmanager
def _longest_transaction() -> Iterator[list[float]]:
    """The seconds of the longest transaction within the block, from BEGIN to COMMIT."""
    from django.db.transaction import Atomic

    enter, leave = Atomic.__enter__, Atomic.__exit__
    longest, depth, started = [0.0], 0, 0.0

    def entered(self: Any) -> None:
        nonlocal depth, started
        if depth == 0:
            started = time.perf_counter()
        depth += 1
        enter(self)

    def left(self: Any, *error: Any) -> None:
        nonlocal depth
        leave(self, *error)
        depth -= 1
        if depth == 0:
            longest[0] = max(longest[0], time.perf_counter() - started)

    Atomic.__enter__, Atomic.__exit__ = entered, left  # type: ignore[method-assign]
    try:
        yield longest
    finally:
        Atomic.__enter__, Atomic.__exit__ = enter, leave  # type: ignore[method-assign]


if __name__ == "__main__":
    if sys.argv[1:]:
        measured = {"receive": receive, "publish": publish, "by_hand": by_hand}[sys.argv[1]]()
        print(json.dumps(measured))
        raise SystemExit
    raise SystemExit(bool(print_figures(figures(), "Import and publication")))
