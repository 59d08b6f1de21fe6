"""What became of what was accepted, kept with the publication: ids and codes, in no language."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ertad.collection.publishing.plan import Plan

Report = dict[str, Any]
"""`confirmed` and `merged` are numbers; `kept` is [institution, service, keys whose newer live
value stayed], `left_out` [institution, service, why], `places` [institution, place, columns whose
newer live value stayed], each a list of such; `against` are pairs said to be the same that were not
merged. {} for a publication of before reports were kept."""
LISTS = ("kept", "left_out", "places")


def report_of(plan: Plan) -> Report:
    """For `Publication.report`."""
    return {
        "confirmed": plan.counts()["confirmed"],
        "merged": plan.merges.count(),
        "kept": [[str(r.institution_id), str(r.service_id), r.kept] for r in plan.kept()],
        "left_out": [
            [str(row.institution_id), str(row.service_id), row.why]
            for row in plan.rows
            if row.fate == "left_out"
        ],
        "places": [
            [str(owner), str(place), columns]
            for place, (owner, columns) in plan.places.kept.items()
        ],
        "against": [str(pair) for pair in plan.merges.against],
    }


def part_of(report: Mapping[str, Any], institution_id: UUID) -> Report:
    """Of one institution's file; the numbers and pairs of the whole are left out of it."""
    own = str(institution_id)
    return {name: [line for line in report.get(name, ()) if line[0] == own] for name in LISTS}
