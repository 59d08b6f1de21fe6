"""Who saw or changed this record: every act and every reading of it, and by whom."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ertad.audit.act_names import ROLE_NAMES, record_name, record_names
from ertad.audit.queries import names_of_institutions, names_of_persons, page_of, person
from ertad.audit.reading import note_reading
from ertad.audit.records import acts_on, persons_of, records_of_address
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with


@login_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """By `kind` and `id`; an `address` leads to the record that it names."""
    by = actor_with(request.user, "audit.read")
    kind, id_ = request.GET.get("kind", "")[:80], request.GET.get("id", "")[:64]
    if kind and id_:
        rows = acts_on(request.user, kind, id_)
        persons = persons_of(rows)
        names = names_of_persons(request.user, {each.actor_id for each in persons} | {id_})
        before = request.GET.get("before", "")
        number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else 0
        page = page_of(rows, request.user, before=number)
        note_reading("audit.record.read", by=by, at=now(), details={"kind": kind, "id": id_})
        return render(request, "audit/screens/record/page.html", {
            "kind": kind, "id": id_, "record": record_name(kind), "known": kind in record_names(),
            "called": _called(kind, id_, names),
            "persons": [
                (each, person(each.actor_id, names), ROLE_NAMES.get(each.role, each.role))
                for each in persons
            ],
            "page": page,
            "asked": urlencode({"kind": kind, "id": id_}),
        })  # fmt: skip
    address = request.GET.get("address", "")[:2000]
    found = records_of_address(request.user, address) if address.strip() else []
    if len(found) == 1:
        return redirect(_address(*found[0]))
    context: dict[str, Any] = {
        "address": address,
        "found": [(record_name(kind), id_, _address(kind, id_)) for kind, id_ in found],
    }
    return render(request, "audit/screens/record/find.html", context)


def _called(kind: str, id_: str, persons: dict[str, str]) -> str:
    """The name of a person or of an institution; other records are shown by their kind."""
    match kind:
        case "people.user":
            return persons.get(id_, "")
        case "people.institution":
            return names_of_institutions([id_]).get(id_, "")
    return ""


def _address(kind: str, id_: str) -> str:
    return f"{reverse('audit:record')}?{urlencode({'kind': kind, 'id': id_})}"
