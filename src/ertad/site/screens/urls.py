"""Addresses of home and of what belongs to no single room."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
unprefixed: list[URLPattern] = []
