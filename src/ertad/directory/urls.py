"""Addresses of the room's screens."""

from django.urls import path

from ertad.directory.screens.find.view import find
from ertad.directory.screens.institution.view import institution
from ertad.directory.screens.overview.view import who_does_what
from ertad.directory.screens.report.view import report
from ertad.directory.screens.service.view import service

app_name = "directory"
urlpatterns = [
    # For everyone.
    path("find/", find, name="find"),
    path("service/<uuid:pk>/", service, name="service"),
    path("service/<uuid:pk>/report/", report, name="report"),
    path("institution/<uuid:pk>/", institution, name="institution"),
    path("who-does-what/", who_does_what, name="overview"),
    # For those who keep services.
]
