"""The page of an institution: what it is, whom it works for, what it runs."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ertad.directory.freshness import freshness
from ertad.directory.models import Service
from ertad.kernel.clock import local_day, now
from ertad.kernel.returns import returns_for
from ertad.kernel.rights import may
from ertad.people.contacts.of_institution import contacts_of
from ertad.people.models import Institution
from ertad.vocabulary.models import Term

A_PAGE = 50


def institution(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Institution.objects.visible_to(request.user).select_related("parent"), pk=pk
    )
    page = Paginator(_running(found, request.user), A_PAGE).get_page(request.GET.get("page"))
    today = local_day(now())
    kind = Term.objects.filter(vocabulary="organisation_type", code=found.kind).first()
    context = {
        "institution": found,
        "kind": kind,
        "municipalities": found.municipalities.order_by("code"),
        "branches": found.branches.order_by("code"),
        "page": page,
        "contacts": contacts_of(found, request.user, today),
        "lines": [
            (each, freshness(each.assured_on, today, sample=bool(each.sample_as_of)))
            for each in page
        ],
        "returns": returns_for(found.pk),
        "presents": may(request.user, "profile.write", found.pk),
        "keeps": may(request.user, "service.edit", found.pk),
    }
    return render(request, "directory/screens/institution/page.html", context)


def _running(institution: Institution, user: object) -> QuerySet[Service]:
    running = Service.objects.visible_to(user).active().filter(institution=institution)
    return running.order_by("name_ka", "name_en", "name_fr", "pk")
