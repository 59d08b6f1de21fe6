"""Addresses of the room's screens."""

from django.urls import path

from ertad.people.screens.close_account.view import close_member
from ertad.people.screens.institutions.view import institutions
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
]
