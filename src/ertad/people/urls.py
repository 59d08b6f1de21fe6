"""Addresses of the room's screens."""

from django.urls import path

from ertad.people.screens.call_about.view import call_about
from ertad.people.screens.close_account.view import close_member
from ertad.people.screens.contact import view as contact
from ertad.people.screens.contact_by_link import view as by_link
from ertad.people.screens.contacts.view import contacts, contacts_file
from ertad.people.screens.coverage.view import table as coverage
from ertad.people.screens.hand_over_contact.view import hand_over
from ertad.people.screens.institutions.view import institutions
from ertad.people.screens.keep_contact import view as keep_contact
from ertad.people.screens.keep_institution.view import add, change
from ertad.people.screens.members.view import end, invite_again, members, uninvite

app_name = "people"
urlpatterns = [
    path("", institutions, name="institutions"),
    path("institutions/new/", add, name="add_institution"),
    path("institutions/<uuid:pk>/change/", change, name="change_institution"),
    path("institutions/<uuid:pk>/members/", members, name="members"),
    path("members/<uuid:pk>/end/", end, name="end_membership"),
    path("members/<uuid:pk>/close/", close_member, name="close_account"),
    path("invitations/<uuid:pk>/again/", invite_again, name="invite_again"),
    path("invitations/<uuid:pk>/withdraw/", uninvite, name="uninvite"),
    path("contacts/", contacts, name="contacts"),
    path("contacts/all.<slug:kind>", contacts_file, name="contacts_file"),
    path("contacts/<uuid:pk>/", contact.contact, name="contact"),
    path("contacts/<uuid:pk>/card/", contact.contact_card, name="contact_card"),
    path("contacts/<uuid:pk>/confirm/", contact.confirm, name="confirm_contact"),
    path("contacts/<uuid:pk>/end/", contact.end, name="end_contact"),
    path("contacts/<uuid:pk>/change/", keep_contact.change, name="change_contact"),
    path("contacts/<uuid:pk>/hand-over/", hand_over, name="hand_over_contact"),
    path("institutions/<uuid:pk>/contacts/new/", keep_contact.add, name="add_contact"),
    path("whom-to-call/", call_about, name="call_about"),
    path("coverage/", coverage, name="coverage"),
    path("contact-point/<str:key>/", by_link.look, name="contact_by_link"),
    path("contact-point/<str:key>/change/", by_link.change, name="change_by_link"),
    path("contact-point/<str:key>/leave/", by_link.leave, name="leave_by_link"),
]
