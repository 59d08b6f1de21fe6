"""Addresses of the room's screens."""

from django.urls import path

from ertad.notices.screens.choices.view import choices
from ertad.notices.screens.notices.view import notices, open_notice, read_all

app_name = "notices"
urlpatterns = [
    path("", notices, name="list"),
    path("read/", read_all, name="read_all"),
    path("how/", choices, name="choices"),
    path("<uuid:pk>/", open_notice, name="open"),
]
