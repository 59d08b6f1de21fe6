from ertad.collection.models.pairs import Pair
from ertad.collection.models.rounds import Invitation, Round
from ertad.collection.models.submissions import SourceRow, Submission

__all__ = ["Invitation", "Pair", "Round", "SourceRow", "Submission"]
