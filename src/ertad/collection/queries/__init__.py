"""Reads, one a screen. Each starts from `visible_to(user)`; none grows in queries with its rows."""

from collections.abc import Sequence

from ertad.collection.queries.invitation_page import InvitationPage, invitation_page
from ertad.collection.queries.pair_queue import PairPage, PairQueue, pair_page, pair_queue
from ertad.collection.queries.pairs_list import PairLine, PairsList, pairs_list
from ertad.collection.queries.publish_preview import PublishPreview, publish_preview
from ertad.collection.queries.review_list import ReviewList, ReviewRow, review_list
from ertad.collection.queries.round_page import InvitationLine, RoundPage, round_page
from ertad.collection.queries.rounds_list import (
    OwnInvitation,
    RoundLine,
    own_invitations,
    rounds_list,
)
from ertad.collection.queries.suggestions import Suggestion, suggested_rows, suggestions

__all__: Sequence[str] = (
    "InvitationLine",
    "InvitationPage",
    "OwnInvitation",
    "PairLine",
    "PairPage",
    "PairQueue",
    "PairsList",
    "PublishPreview",
    "ReviewList",
    "ReviewRow",
    "RoundLine",
    "RoundPage",
    "Suggestion",
    "invitation_page",
    "own_invitations",
    "pair_page",
    "pair_queue",
    "pairs_list",
    "publish_preview",
    "review_list",
    "round_page",
    "rounds_list",
    "suggested_rows",
    "suggestions",
)
