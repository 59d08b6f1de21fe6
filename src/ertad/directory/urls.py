"""Addresses of the room's screens."""

from django.urls import path

from ertad.directory.screens.changes.view import feed
from ertad.directory.screens.current_list import view as current_list
from ertad.directory.screens.edit_location import view as places
from ertad.directory.screens.edit_service import view as editing
from ertad.directory.screens.end_service.view import end
from ertad.directory.screens.find.view import find
from ertad.directory.screens.follow_search.view import follow
from ertad.directory.screens.followed_searches import view as followed
from ertad.directory.screens.for_your_site.view import for_your_site
from ertad.directory.screens.fragment import view as fragments
from ertad.directory.screens.hand_out import view as hand_outs
from ertad.directory.screens.history import view as history
from ertad.directory.screens.institution.view import institution
from ertad.directory.screens.keep_list.view import keep
from ertad.directory.screens.kept_list import view as kept_list
from ertad.directory.screens.kept_lists.view import lists
from ertad.directory.screens.other_languages.view import other_languages
from ertad.directory.screens.overview.view import who_does_what
from ertad.directory.screens.own_services import view as own
from ertad.directory.screens.report.view import report
from ertad.directory.screens.reports import view as reported
from ertad.directory.screens.service.view import service
from ertad.directory.screens.service_files import view as service_files
from ertad.directory.screens.set_places.view import places as set_places
from ertad.directory.screens.shown_list import view as shown_list
from ertad.directory.screens.stop_subscription.view import stop
from ertad.directory.screens.translate import view as translating

app_name = "directory"
urlpatterns = [
    # For everyone.
    path("find/", find, name="find"),
    path("service/<uuid:pk>/", service, name="service"),
    path("service/<uuid:pk>/report/", report, name="report"),
    path("service/<uuid:pk>/contact/", service_files.contact, name="contact"),
    path("service/<uuid:pk>/calendar/", service_files.hours, name="calendar"),
    path("institution/<uuid:pk>/", institution, name="institution"),
    path("who-does-what/", who_does_what, name="overview"),
    # For other sites and programs.
    path("changes.atom", feed, name="changes"),
    path("for-your-site/", for_your_site, name="for_your_site"),
    path(
        "fragment/institution/<slug:code>/",
        fragments.of_institution,
        name="institution_fragment",
    ),
    path(
        "fragment/municipality/<slug:code>/",
        fragments.of_municipality,
        name="municipality_fragment",
    ),
    # Lists: the one put together now, those that members keep, and what a link shows.
    path("list/", current_list.current, name="list"),
    path("list/change/", current_list.change, name="change_list"),
    path("list/keep/", keep, name="keep_list"),
    path("lists/", lists, name="kept_lists"),
    path("lists/<uuid:pk>/", kept_list.kept_list, name="kept_list"),
    path("lists/<uuid:pk>/change/", kept_list.change, name="change_kept_list"),
    path("list/<str:key>/", shown_list.shown_list, name="shown_list"),
    path("list/<str:key>/take/", shown_list.take, name="take_list"),
    path("list/<str:key>/hand-out/", hand_outs.hand_out, name="hand_out"),
    path("list/<str:key>/hand-out/pdf/", hand_outs.pdf, name="hand_out_pdf"),
    # Searches that members follow.
    path("find/follow/", follow, name="follow_search"),
    path("searches/", followed.searches, name="followed_searches"),
    path("searches/<uuid:pk>/stop/", followed.stop, name="stop_search"),
    path("searches/stop/<str:key>/", stop, name="stop_subscription"),
    # For those who keep services.
    path("own/", own.institutions, name="own_services"),
    path("own/<slug:code>/", own.services, name="own_services_of"),
    path("own/<slug:code>/add/", editing.add, name="add_service"),
    path("own/<slug:code>/addresses/", places.locations, name="own_locations"),
    path("own/<slug:code>/addresses/add/", places.add, name="add_location"),
    path("service/<uuid:service_id>/change/", editing.edit, name="edit_service"),
    path("service/<uuid:service_id>/places/", set_places, name="set_places"),
    path("service/<uuid:service_id>/end/", end, name="end_service"),
    path("service/<uuid:service_id>/other-languages/", other_languages, name="other_languages"),
    path("service/<uuid:service_id>/history/", history.of_service, name="service_history"),
    path("address/<uuid:location_id>/change/", places.edit, name="edit_location"),
    path("address/<uuid:location_id>/history/", history.of_location, name="location_history"),
    path("change/<int:revision_id>/undo/", history.undo, name="undo_revision"),
    path("translations/", translating.queue, name="translations"),
    path("service/<uuid:service_id>/translate/<slug:to>/", translating.translate, name="translate"),
    path("reports/", reported.reports, name="reports"),
    path("reports/<uuid:report_id>/", reported.report, name="report_to_settle"),
]
