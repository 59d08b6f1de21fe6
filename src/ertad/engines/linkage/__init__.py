"""Which rows of two tables are the same thing, and why.

`link(left, right, fields)` gives scored pairs with their evidence in three bands: `merge` by
itself, `ask` a person, `distinct`. `Index` reads the big table once. `cluster` joins pairs to
groups. Nothing is trained and nothing is random: the same rows in any order, the same answer.
"""

from .clusters import cluster
from .deciding import BRANCH
from .evidence import Band, Evidence, Level, ScoredPair
from .fields import Field, Kind, guess_fields
from .linking import Index, link

__all__ = [
    "BRANCH",
    "Band",
    "Evidence",
    "Field",
    "Index",
    "Kind",
    "Level",
    "ScoredPair",
    "cluster",
    "guess_fields",
    "link",
]
