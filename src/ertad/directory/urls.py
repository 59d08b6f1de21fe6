"""Addresses of the room's screens."""

from django.urls import path

from ertad.directory.screens.edit_location import view as places
from ertad.directory.screens.edit_service import view as editing
from ertad.directory.screens.end_service.view import end
from ertad.directory.screens.find.view import find
from ertad.directory.screens.history import view as history
from ertad.directory.screens.institution.view import institution
from ertad.directory.screens.overview.view import who_does_what
from ertad.directory.screens.own_services import view as own
from ertad.directory.screens.report.view import report
from ertad.directory.screens.reports import view as reported
from ertad.directory.screens.service.view import service
from ertad.directory.screens.set_places.view import places as set_places

app_name = "directory"
urlpatterns = [
    # For everyone.
    path("find/", find, name="find"),
    path("service/<uuid:pk>/", service, name="service"),
    path("service/<uuid:pk>/report/", report, name="report"),
    path("institution/<uuid:pk>/", institution, name="institution"),
    path("who-does-what/", who_does_what, name="overview"),
    # For those who keep services.
    path("own/", own.institutions, name="own_services"),
    path("own/<slug:code>/", own.services, name="own_services_of"),
    path("own/<slug:code>/add/", editing.add, name="add_service"),
    path("own/<slug:code>/addresses/", places.locations, name="own_locations"),
    path("own/<slug:code>/addresses/add/", places.add, name="add_location"),
    path("service/<uuid:service_id>/change/", editing.edit, name="edit_service"),
    path("service/<uuid:service_id>/places/", set_places, name="set_places"),
    path("service/<uuid:service_id>/end/", end, name="end_service"),
    path("service/<uuid:service_id>/history/", history.of_service, name="service_history"),
    path("address/<uuid:location_id>/change/", places.edit, name="edit_location"),
    path("address/<uuid:location_id>/history/", history.of_location, name="location_history"),
    path("change/<int:revision_id>/undo/", history.undo, name="undo_revision"),
    path("reports/", reported.reports, name="reports"),
    path("reports/<uuid:report_id>/", reported.report, name="report_to_settle"),
]
