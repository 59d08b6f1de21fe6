"""Addresses of the room's screens."""

from django.urls import URLPattern, path

from ertad.cooperation.screens.answer_offer.view import answer
from ertad.cooperation.screens.calendar.view import calendar
from ertad.cooperation.screens.entry.view import cancel, entry, take
from ertad.cooperation.screens.feeds.view import news, own, public
from ertad.cooperation.screens.follow_calendar.view import follow
from ertad.cooperation.screens.offer.view import move, offer
from ertad.cooperation.screens.offers.view import offers
from ertad.cooperation.screens.stop_weekly.view import stop
from ertad.cooperation.screens.take_back_answer.view import take_back
from ertad.cooperation.screens.write_entry.view import add as add_entry
from ertad.cooperation.screens.write_entry.view import change as change_entry
from ertad.cooperation.screens.write_offer.view import change as change_offer
from ertad.cooperation.screens.write_offer.view import make as make_offer

app_name = "cooperation"
urlpatterns: list[URLPattern] = [
    path("", calendar, name="calendar"),
    path("calendar.ics", public, name="public_feed"),
    path("news.atom", news, name="news"),
    path("follow/", follow, name="follow"),
    path("feed/<str:key>.ics", own, name="own_feed"),
    path("weekly/stop/<str:key>/", stop, name="stop_weekly"),
    path("entry/new/", add_entry, name="add_entry"),
    path("entry/<uuid:pk>/", entry, name="entry"),
    path("entry/<uuid:pk>/change/", change_entry, name="change_entry"),
    path("entry/<uuid:pk>/cancel/", cancel, name="cancel_entry"),
    path("entry/<uuid:pk>.ics", take, name="take_entry"),
    path("offers/", offers, name="offers"),
    path("offers/new/", make_offer, name="make_offer"),
    path("offers/<uuid:pk>/", offer, name="offer"),
    path("offers/<uuid:pk>/change/", change_offer, name="change_offer"),
    path("offers/<uuid:pk>/answer/", answer, name="answer_offer"),
    path("offers/<uuid:pk>/move/", move, name="move_offer"),
    path("offers/answers/<uuid:pk>/take-back/", take_back, name="take_back_answer"),
]
