"""Import the list of `docs/examples/ilao_mapping.yaml` and compare it, field by field, with what
another program made of it: `python -m tools.compare_list ../shared/samples/ilao_legal_aid`.

Into a database of its own that is thrown away. Prints a table of fields: how many values are the
same, how many say the same and more, and how many differ, with the reason of each difference.
Exits with 1 when a record is missing or the second run changes something.
"""

import csv
import json
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

MAPPING = Path(__file__).parents[1] / "docs" / "examples" / "ilao_mapping.yaml"
SOURCE = "ilao_legal_aid"
DAYS = {"Monday": "MO", "Tuesday": "TU", "Wednesday": "WE", "Thursday": "TH", "Friday": "FR",
        "Saturday": "SA", "Sunday": "SU"}  # fmt: skip
COSTS = {
    "Free to everyone": "free",
    "Free to eligible persons/entities": "free",
    "Sliding scale based on income": "partly",
    "Flat fee regardless of income": "paid",
}
SAME, MORE = "the same", "the same and more"


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"ERTAD_VAR": var, "DJANGO_SETTINGS_MODULE": "ertad.site.settings.local"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _run("load-reference")
        _run("add-institution", "ilao", "--name-en", "Illinois Legal Aid Online", "--kind", "ngo")
        first, second = _imported(folder, "first run"), _imported(folder, "second run")
        missing = _compare(folder / "output")
    changed = [key for key in ("new", "changed", "ended") if second["counts"][key]]
    left_out = {f["row"] for f in first["findings"] if f["code"] == "row_left_out"}
    print(f"Rows left out with their reason: {sorted(left_out)}")
    unexplained = [key for key in missing if key not in left_out]
    print(f"Missing without a reason: {unexplained}; changed by the second run: {changed}")
    return int(bool(unexplained or changed or first["against"]))


def _run(*words: str) -> str:
    from click.testing import CliRunner

    from ertad.site.command_line import load_commands

    result = CliRunner().invoke(load_commands(), list(words))
    if result.exception:
        raise SystemExit(f"{words[0]}: {result.output[-2000:]}{result.exception!r}")
    return result.stdout


def _imported(folder: Path, name: str) -> dict[str, Any]:
    start = perf_counter()
    words = ("--mapping", str(MAPPING), "--create-institutions", "--apply", "--json")
    shown: dict[str, Any] = json.loads(_run("import", str(folder / "input"), *words))
    counts = ", ".join(f"{key} {number}" for key, number in shown["counts"].items() if number)
    print(f"{name}: {perf_counter() - start:.1f} s; {counts}")
    return shown


class _Table:
    """One table: field -> how its values compare."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: dict[str, Counter[str]] = defaultdict(Counter)
        self.examples: dict[tuple[str, str], str] = {}

    def note(self, field: str, theirs: str, ours: str, why: str = "") -> None:
        a, b = _plain(theirs), _plain(ours)
        result = SAME if a == b else why or (MORE if a in b else "differs")
        self.found[field][result] += 1
        self.examples.setdefault((field, result), f"{theirs[:70]!r} / {ours[:70]!r}")

    def show(self) -> None:
        for field, results in self.found.items():
            for result, number in results.most_common():
                example = "" if result == SAME else f"   e.g. {self.examples[field, result]}"
                print(f"{self.name:14}{field:20}{number:5}  {result}{example}")


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _compare(output: Path) -> list[int]:
    """Numbers of the rows of services that are not in the directory."""
    phones: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows(output / "phones.csv"):
        for kind in ("organization_id", "location_id", "service_id"):
            if row[kind] and row["number"].strip():
                phones[kind, row[kind]].append(row["number"])
    owners = _organizations(_rows(output / "organizations.csv"), phones)
    missing = _services(_rows(output / "services.csv"), phones, owners)
    _locations(output, phones, owners)
    return missing


def _organizations(
    rows: list[dict[str, str]], phones: dict[tuple[str, str], list[str]]
) -> dict[str, object]:
    from ertad.people.models.institutions import InstitutionForeignId

    known = InstitutionForeignId.objects.filter(source=SOURCE).select_related("institution")
    ours = {one.value: one.institution for one in known}
    table = _Table("organizations")
    for row in rows:
        one = ours[row["id"]]
        table.note("name", row["name"], one.name_en)
        names = "; ".join(one.aliases.values_list("name", flat=True))
        table.note("alternate_name", row["alternate_name"], names)
        table.note("description", row["description"], "", "institutions have no text of this kind")
        table.note("email", row["email"], one.email)
        table.note("url", row["url"], one.url, _url_reason(row["url"], one.url))
        numbers = phones["organization_id", row["id"]]
        table.note("phones", *_numbers(numbers, [one.phone]))
    table.show()
    return {key: one.pk for key, one in ours.items()}


def _url_reason(theirs: str, ours: str) -> str:
    return "an address was completed (https://)" if theirs and ours.endswith(theirs) else ""


def _services(
    rows: list[dict[str, str]],
    phones: dict[tuple[str, str], list[str]],
    owners: dict[str, object],
) -> list[int]:
    from ertad.directory.models import ServiceForeignId
    from ertad.directory.record import read_records

    known = dict(ServiceForeignId.objects.filter(source=SOURCE).values_list("value", "service_id"))
    records = read_records(known.values())
    table = _Table("services")
    missing = []
    for number, row in enumerate(rows, start=2):
        record = records.get(known.get(row["id"]))
        if record is None:
            missing.append(number)
            continue
        table.note("name", row["name"], record["name_en"])
        owner = str(owners.get(row["organization_id"], ""))
        away = "" if owner else "organisation is not in the list: kept with the list's own"
        table.note("organization_id", owner, record["institution"], away)
        table.note("description", row["description"], record["description_en"])
        table.note("url", row["url"], record["url"], _url_reason(row["url"], record["url"]))
        how = _every_line(row["application_process"], record["how_to_enter_en"])
        table.note("application_process", row["application_process"],
                   record["how_to_enter_en"], how)  # fmt: skip
        table.note("fees", COSTS.get(row["fees"], ""), record["cost"])
        table.note("fees, in words", row["fees"], record["cost_note_en"])
        told = phones["service_id", row["id"]]
        table.note("phones", *_numbers(told, record["phones"]))
    table.show()
    return missing


LABELS = re.compile(r"^(?:By e-mail|By phone|Online|Walk-ins|Form|Opening hours): ")
"""What the mapping puts before texts, and staging before hours that are no hours."""


def _every_line(theirs: str, ours: str) -> str:
    """Our lines in the order of the columns; there they are joined without a space between."""
    whole = re.sub(r"\W+", "", theirs).casefold()
    left, more = whole, False
    for line in ours.splitlines():
        bare = re.sub(r"\W+", "", LABELS.sub("", line)).casefold()
        more = more or bare not in left
        left = left.replace(bare, "", 1)
    if left:
        return f"differs: {left[:60]}"
    return MORE if more else "the same words, each way in on a line of its own"


def _numbers(theirs: Iterable[str], ours: Iterable[str]) -> tuple[str, str, str]:
    """Ten digits of each American number; letters and extensions are said by the reason."""
    a = {re.sub(r"\D", "", text)[-10:] for text in theirs if re.sub(r"\D", "", text)}
    b = {re.sub(r"\D", "", text.split(";")[0])[-10:] for text in ours}
    why = ""
    if a != b:
        why = "none of its own: that of its place" if not a and b else ""
        why = why or ("several numbers in one text" if a and b else "")
    return " ".join(sorted(a)), " ".join(sorted(b)), why


def _locations(
    output: Path, phones: dict[tuple[str, str], list[str]], owners: dict[str, object]
) -> None:
    from ertad.directory.models import Service
    from ertad.directory.models.locations import LocationForeignId
    from ertad.directory.record import read_records

    known = LocationForeignId.objects.filter(source=SOURCE).select_related("location")
    ours = {one.value: one.location for one in known}
    hours: dict[str, list[list[list[str]]]] = defaultdict(list)
    told: dict[str, str] = defaultdict(str)
    for record in read_records(Service.objects.values_list("pk", flat=True)).values():
        for at in record["at"]:
            hours[at["location"]].append(at["hours"])
            told[at["location"]] += record["how_to_enter_en"]
    theirs: dict[str, set[str]] = defaultdict(set)
    for row in _rows(output / "regular_schedules.csv"):
        if not row["opens_at"]:
            continue  # a day of which they say that it is closed
        theirs[row["location_id"]].add(
            f"{DAYS[row['weekday']]} {row['opens_at'].zfill(5)}-{row['closes_at'].zfill(5)}"
        )
    table = _Table("locations")
    for row in _rows(output / "locations.csv"):
        place = ours.get(row["id"])
        if place is None:
            table.note("id", row["id"], "", "missing")
            continue
        table.note("name", row["name"], place.name_en)
        owner = str(owners.get(row["organization_id"], ""))
        away = "" if owner else "organisation is not in the list: kept with the list's own"
        table.note("organization_id", owner, str(place.institution_id), away)
        spans = [{f"{d} {a}-{b}" for d, a, b in each} for each in hours[str(place.pk)]]
        wanted = theirs[row["id"]]
        why = ""
        if wanted not in spans and (wanted or any(spans)):
            why = (
                "no service there: hours are kept at a service" if not spans
                else "they cross midnight or contradict themselves: kept as text"
                if "Opening hours:" in told[str(place.pk)]
                else "hours of the service, not of the place" if any(spans) else "differs"
            )  # fmt: skip
        best = wanted if wanted in spans else next(iter(spans), set())
        table.note("hours", " ".join(sorted(wanted)), " ".join(sorted(best)), why)
        number = phones["location_id", row["id"]]
        table.note("phones", "; ".join(number), "", "kept at the services there")
    table.show()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    raise SystemExit(main(Path(sys.argv[1])))
