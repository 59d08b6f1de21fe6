"""Addresses with two planted leaks: views that skip `visible_to`. Only a test mounts them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ertad.collection.models import SourceRow, Submission
from ertad.site.urls import urlpatterns as ours


def a_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    return HttpResponse(Submission.objects.get(pk=pk).comment)


def a_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(str(row.record) for row in SourceRow.objects.all()))


urlpatterns = [
    *ours,
    path("leak/<uuid:pk>/", a_record, name="leaking_record"),
    path("leak/", a_list, name="leaking_list"),
]
