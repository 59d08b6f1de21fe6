"""Addresses of the room's screens."""

from django.urls import URLPattern, path

from ertad.collection.screens.answer_conflict.view import answer
from ertad.collection.screens.invitation.view import invitation
from ertad.collection.screens.marked_workbook.view import marked
from ertad.collection.screens.received_file.view import received
from ertad.collection.screens.send.view import send
from ertad.collection.screens.submission.view import submission
from ertad.collection.screens.take_workbook.view import take
from ertad.collection.screens.upload.view import upload

app_name = "collection"
urlpatterns: list[URLPattern] = [
    # For the coordinator.
    # For the institution.
    path("invitation/<uuid:pk>/", invitation, name="invitation"),
    path("invitation/<uuid:pk>/workbook/", take, name="take_workbook"),
    path("invitation/<uuid:pk>/upload/", upload, name="upload"),
    path("submission/<uuid:pk>/", submission, name="submission"),
    path("submission/<uuid:pk>/conflicts/", answer, name="answer_conflict"),
    path("submission/<uuid:pk>/send/", send, name="send"),
    path("submission/<uuid:pk>/marked/", marked, name="marked_workbook"),
    path("submission/<uuid:pk>/file/", received, name="received_file"),
]
