from ertad.collection.models.columns import ColumnMemory
from ertad.collection.models.drafts import AnswerDraft
from ertad.collection.models.extensions import Extension
from ertad.collection.models.pairs import Pair
from ertad.collection.models.rounds import Invitation, Round
from ertad.collection.models.submissions import SourceRow, Submission

__all__ = [
    "AnswerDraft",
    "ColumnMemory",
    "Extension",
    "Invitation",
    "Pair",
    "Round",
    "SourceRow",
    "Submission",
]
