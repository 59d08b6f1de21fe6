"""Addresses of the room's screens."""

from django.urls import path

from ertad.privacy.screens.add_breach.view import add_breach
from ertad.privacy.screens.add_request.view import add_request
from ertad.privacy.screens.answer_request.view import answer, prolong
from ertad.privacy.screens.breach.view import breach
from ertad.privacy.screens.breaches import view as breaches
from ertad.privacy.screens.dictionary import view as dictionary
from ertad.privacy.screens.dpia.view import dpia
from ertad.privacy.screens.mine import view as mine
from ertad.privacy.screens.move_breach import view as move_breach
from ertad.privacy.screens.notice.view import child_notice, notice
from ertad.privacy.screens.overview.view import overview
from ertad.privacy.screens.request import view as request
from ertad.privacy.screens.requests.view import requests
from ertad.privacy.screens.retention.view import retention

app_name = "privacy"
urlpatterns = [
    path("", notice, name="notice"),
    path("for-children/", child_notice, name="child_notice"),
    path("mine/", mine.page, name="mine"),
    path("mine/pack/<slug:kind>/", mine.pack, name="my_pack"),
    path("overview/", overview, name="overview"),
    path("dictionary/", dictionary.page, name="dictionary"),
    path("dictionary.xlsx", dictionary.xlsx, name="dictionary_xlsx"),
    path("retention/", retention, name="retention"),
    path("impact-assessment.docx", dpia, name="dpia"),
    path("breaches/", breaches.page, name="breaches"),
    path("breaches.xlsx", breaches.xlsx, name="breaches_xlsx"),
    path("breaches/new/", add_breach, name="add_breach"),
    path("breaches/<uuid:pk>/", breach, name="breach"),
    path("breaches/<uuid:pk>/<slug:move>/", move_breach.page, name="move_breach"),
    path("requests/", requests, name="requests"),
    path("requests/new/", add_request, name="add_request"),
    path("requests/<uuid:pk>/", request.page, name="request"),
    path("requests/<uuid:pk>/pack/<slug:kind>/", request.pack, name="request_pack"),
    path("requests/<uuid:pk>/answer/", answer, name="answer_request"),
    path("requests/<uuid:pk>/prolong/", prolong, name="prolong_request"),
]
