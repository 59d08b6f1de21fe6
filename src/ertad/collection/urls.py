"""Addresses of the room's screens."""

from django.urls import URLPattern, path

from ertad.collection.screens.answer_conflict.view import answer
from ertad.collection.screens.answers.view import answers
from ertad.collection.screens.change_round.view import add as add_round
from ertad.collection.screens.change_round.view import change as change_round
from ertad.collection.screens.columns.view import columns
from ertad.collection.screens.dashboard.view import dashboard
from ertad.collection.screens.dashboard.view import spreadsheet as dashboard_xlsx
from ertad.collection.screens.invitation.view import invitation
from ertad.collection.screens.invite.view import choose, take_back
from ertad.collection.screens.letters.view import again, aside, letters
from ertad.collection.screens.letters.view import more_time as answer_more_time
from ertad.collection.screens.marked_workbook.view import marked
from ertad.collection.screens.merges.view import merges, undo
from ertad.collection.screens.more_time.view import more_time
from ertad.collection.screens.pairs.view import pair, pairs
from ertad.collection.screens.publish.view import publish
from ertad.collection.screens.received_file.view import received
from ertad.collection.screens.review.view import review
from ertad.collection.screens.round.view import move
from ertad.collection.screens.round.view import round as round_page
from ertad.collection.screens.rounds.view import rounds
from ertad.collection.screens.send.view import send
from ertad.collection.screens.submission.view import submission
from ertad.collection.screens.suggestions.view import settle, waiting
from ertad.collection.screens.take_workbook.view import take
from ertad.collection.screens.upload.view import upload

app_name = "collection"
urlpatterns: list[URLPattern] = [
    # For the coordinator.
    path("", rounds, name="rounds"),
    path("new/", add_round, name="add_round"),
    path("<uuid:pk>/", round_page, name="round"),
    path("<uuid:pk>/change/", change_round, name="change_round"),
    path("<uuid:pk>/invite/", choose, name="invite"),
    path("<uuid:pk>/uninvite/", take_back, name="uninvite"),
    path("<uuid:pk>/move/", move, name="move_round"),
    path("<uuid:pk>/letters/", letters, name="letters"),
    path("invitation/<uuid:pk>/letter-again/", again, name="ask_again"),
    path("invitation/<uuid:pk>/letters-aside/", aside, name="set_letters_aside"),
    path("invitation/<uuid:pk>/more-time/answer/", answer_more_time, name="answer_extension"),
    path("<uuid:pk>/publish/", publish, name="publish"),
    path("<uuid:pk>/dashboard/", dashboard, name="dashboard"),
    path("<uuid:pk>/dashboard.xlsx", dashboard_xlsx, name="dashboard_xlsx"),
    path("submission/<uuid:pk>/review/", review, name="review"),
    path("pairs/", pairs, name="pairs"),
    path("pairs/<uuid:pk>/", pair, name="pair"),
    path("merges/", merges, name="merges"),
    path("merges/<uuid:pk>/undo/", undo, name="undo_merge"),
    path("suggestions/", waiting, name="suggestions"),
    path("suggestions/<uuid:pk>/settle/", settle, name="settle_suggestion"),
    # For the institution.
    path("invitation/<uuid:pk>/", invitation, name="invitation"),
    path("invitation/<uuid:pk>/answers/", answers, name="answers"),
    path("invitation/<uuid:pk>/more-time/", more_time, name="more_time"),
    path("invitation/<uuid:pk>/workbook/", take, name="take_workbook"),
    path("invitation/<uuid:pk>/upload/", upload, name="upload"),
    path("submission/<uuid:pk>/", submission, name="submission"),
    path("submission/<uuid:pk>/columns/", columns, name="columns"),
    path("submission/<uuid:pk>/conflicts/", answer, name="answer_conflict"),
    path("submission/<uuid:pk>/send/", send, name="send"),
    path("submission/<uuid:pk>/marked/", marked, name="marked_workbook"),
    path("submission/<uuid:pk>/file/", received, name="received_file"),
]
