"""Public services named on public pages: shown as "sample, not verified", with their source."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

from ertad.demo.institutions import NAMESPACE
from ertad.directory.record import Change, blank_record
from ertad.engines.script import romanise

DATA = Path(__file__).parent / "data"
KINDS = (
    ("national agency", "lepl"), ("ministry", "state"), ("legal aid", "lepl"),
    ("city hall", "city_hall"), ("municipality", "city_hall"), ("state", "state"),
)  # fmt: skip


def samples() -> list[dict[str, str]]:
    """The rows: name, provider, municipality, codes, as of when, from which page."""
    with (DATA / "real_services.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def providers() -> dict[str, tuple[UUID, str, str]]:
    """Provider as named -> (id, code, kind)."""
    found = {}
    for row in samples():
        name = row["provider"] or row["name_en"]
        kind = next((kind for part, kind in KINDS if part in name.lower()), "ngo")
        code = re.sub(r"[^a-z0-9]+", "-", romanise(name).lower()).strip("-")[:50]
        found[name] = (uuid5(NAMESPACE, f"provider {name}"), f"sample-{code}", kind)
    return found


def sample_changes() -> Iterator[Change]:
    """No contact, no confirmation: only what the page says, and when it said so."""
    known = providers()
    for row in samples():
        name = row["provider"] or row["name_en"]
        record = blank_record(
            institution=str(known[name][0]),
            name_en=row["name_en"],
            name_ka=row["name_ka"],
            types=sorted(set(filter(None, row["service_codes"].split(";")))),
            target_groups=sorted(set(filter(None, row["target_codes"].split(";")))),
            serves=[row["municipality_code"]] if row["municipality_code"] else [],
            nationwide=not row["municipality_code"],
        )
        yield Change(
            uuid5(
                NAMESPACE, f"sample {row['name_en']} {row['provider']} {row['municipality_code']}"
            ),
            record,
            source="public page",
            sample_as_of=row["as_of"] or "undated",
            sample_source=row["source"].split(" ; ")[0].strip(),
        )
