"""What the audit trail costs: an act with its trace, and verifying 200,000 rows.

    python -m benchmarks.audit

An act changes one record of an institution in a transaction of its own, on SQLite. Beside it the
same change without a trace: the difference is what the trace costs.
"""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, print_figures

ACTS, ROWS, ROUNDS = 2_000, 200_000, 3


def figures() -> list[Figure]:
    folder = Path(tempfile.mkdtemp(prefix="ertad-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "ertad.site.settings.demo"
    os.environ["ERTAD_VAR"] = str(folder)
    os.environ["DATABASE_URL"] = ""
    try:
        return _figures(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _figures(folder: Path) -> list[Figure]:
    import django

    django.setup()
    from django.core.management import call_command

    from ertad.audit.portable import export, verify_file
    from ertad.audit.verify import verify
    from ertad.kernel.clock import now

    call_command("migrate", verbosity=0)
    plain, kept = _acts()
    _fill()
    rates, whole = [], []
    for _ in range(ROUNDS):
        rates.append(_rate(lambda: verify(revisions=False).rows))
        whole.append(_rate(lambda: verify().rows))
    path = folder / "trail.jsonl"
    rows, _end = export(path, at=now())
    from_file = _rate(lambda: verify_file(path).rows)
    return [
        Figure("Audit write, median, with one revision", kept - plain, "ms", at_most=1,
               note=f"the act alone {plain:.2f}, with its trace {kept:.2f}"),
        Figure("Verify the chain", statistics.median(rates), "rows/s", at_least=50_000,
               note=f"{rows:,} rows"),
        Figure("Verify the chain and all revisions", statistics.median(whole), "rows/s",
               note="one revision a row"),
        Figure("Verify an exported file", from_file, "rows/s"),
    ]  # fmt: skip


def _acts() -> tuple[float, float]:
    """Milliseconds at the median: the change alone, and inside an act; by turns."""
    from django.db import transaction

    from ertad.audit.trail import traced
    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import now
    from ertad.people.models import Institution

    town = Institution.objects.create(code="town", kind="city_hall", name_en="Example 1")

    def alone(number: int) -> None:
        with transaction.atomic():
            found = Institution.objects.filter(pk=town.pk, version=town.version)
            found.update(phone=str(number), version=town.version + 1)
            town.version += 1

    def kept(number: int) -> None:
        with traced("institution.change", by=SYSTEM, at=now(), on=town) as trace:
            trace.update(town, phone=str(number), institution_id=town.pk)

    times: dict[Any, list[float]] = {alone: [], kept: []}
    for number in range(ACTS):
        for act in (alone, kept):
            started = time.perf_counter()
            act(number)
            times[act].append((time.perf_counter() - started) * 1000)
    return statistics.median(times[alone]), statistics.median(times[kept])


def _fill() -> None:
    """Rows as acts leave them, many in one transaction."""
    from django.db import transaction

    from ertad.audit.trail import traced
    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import now

    with transaction.atomic():
        for number in range(ROWS - ACTS):
            with traced("service.edit", by=SYSTEM, at=now()) as trace:
                trace.kind, trace.object_id = "directory.service", str(number)
                trace.details.update(keys=["phones", "hours"], version=number)
                trace.revised("directory.service", number, {"phones": "1"}, {"phones": "2"})


def _rate(count: Callable[[], int]) -> float:
    started = time.perf_counter()
    return count() / (time.perf_counter() - started)


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Audit")))
