"""Addresses of the room's screens."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
