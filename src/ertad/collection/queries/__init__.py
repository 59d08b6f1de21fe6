"""Reads, one a screen. Each starts from `visible_to(user)`; none grows in queries with its rows."""

from collections.abc import Sequence

from ertad.collection.queries.invitation_page import InvitationPage, invitation_page
from ertad.collection.queries.pair_queue import PairPage, PairQueue, pair_page, pair_queue
from ertad.collection.queries.publish_preview import PublishPreview, publish_preview
from ertad.collection.queries.review_list import ReviewList, ReviewRow, review_list
from ertad.collection.queries.round_page import InvitationLine, RoundPage, round_page
from ertad.collection.queries.rounds_list import RoundLine, rounds_list
from ertad.collection.queries.suggestions import Suggestion, suggestions

__all__: Sequence[str] = (
    "InvitationLine",
    "InvitationPage",
    "PairPage",
    "PairQueue",
    "PublishPreview",
    "ReviewList",
    "ReviewRow",
    "RoundLine",
    "RoundPage",
    "Suggestion",
    "invitation_page",
    "pair_page",
    "pair_queue",
    "publish_preview",
    "review_list",
    "round_page",
    "rounds_list",
    "suggestions",
)
