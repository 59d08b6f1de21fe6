"""Addresses of the room's screens."""

from django.urls import path

from ertad.audit.screens.act.view import act
from ertad.audit.screens.record.view import record
from ertad.audit.screens.trail.view import file, trail

app_name = "audit"
urlpatterns = [
    path("", trail, name="trail"),
    path("file/", file, name="file"),
    path("record/", record, name="record"),
    path("act/<int:seq>/", act, name="act"),
]
