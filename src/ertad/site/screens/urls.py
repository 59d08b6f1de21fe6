"""Addresses of home and of what belongs to no single room."""

from django.urls import path

from ertad.site.screens.about.view import about, accessibility, contact, credits_page
from ertad.site.screens.home.view import home
from ertad.site.screens.offline.view import offline, worker
from ertad.site.screens.text_size.view import text_size
from ertad.site.screens.work.view import first_day, work

urlpatterns = [
    path("", home, name="home"),
    path("work/", work, name="work"),
    path("work/first-day/", first_day, name="first_day"),
    path("offline/", offline, name="offline"),
    path("about/", about, name="about"),
    path("about/credits/", credits_page, name="credits"),
    path("about/accessibility/", accessibility, name="accessibility"),
    path("about/contact/", contact, name="contact"),
]
unprefixed = [
    path("text-size/", text_size, name="text_size"),
    path("sw.js", worker, name="worker"),
]
