"""The answer to a question, as plain data: hits, facets, readings, what was left out and why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from ertad.directory.search.entries import Document
from ertad.directory.search.lexicon import Lexicon
from ertad.directory.search.question import Question


@dataclass(frozen=True)
class Hit:
    """A service with its nearest location.

    `location_id` is None when the place is confidential or unknown; `km` is then measured to the
    town point of its municipality, or None. `why` says in the reader's language why it fits.
    """

    service_id: UUID
    score: float
    why: tuple[str, ...]
    location_id: UUID | None
    municipality: str
    km: float | None
    document: Document = field(repr=False, compare=False)
    """Its search entry, as the index holds it."""


@dataclass(frozen=True)
class ReadAs:
    """A filter that was read from the words. `without` asks the same without it."""

    facet: str
    codes: tuple[tuple[str, str], ...]
    """(facet, code): any of these will do."""
    label: str
    words: str
    without: Question


@dataclass(frozen=True)
class Value:
    """One value of a facet. `count` ignores the facet's own choice; `depth` 1 is below a parent."""

    code: str
    label: str
    count: int
    chosen: bool
    depth: int
    asks: Callable[[], Question] = field(repr=False, compare=False)

    @property
    def question(self) -> Question:
        """What to ask to turn this value on, or off when it is chosen."""
        return self.asks()


@dataclass(frozen=True)
class Facet:
    """`values` are the first ten (chosen ones always among them), `more` the rest."""

    key: str
    label: str
    values: tuple[Value, ...]
    more: tuple[Value, ...]


@dataclass(frozen=True)
class LeftOut:
    """`count` services fit everything but this: "adults only (4)"."""

    facet: str
    label: str
    count: int
    question: Question
    """What to ask to have them back."""


@dataclass(frozen=True)
class Alternative:
    """A filter which, if dropped, gives something."""

    facet: str
    label: str
    total: int
    question: Question


@dataclass(frozen=True)
class NextContact:
    """The institution responsible for the place, when nothing was found."""

    institution_id: UUID
    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class Unmet:
    """One unit of unmet demand: codes only, to be given to `acts.record_unmet_demand`."""

    municipality: str
    codes: str


@dataclass(frozen=True)
class Results:
    """`words` are those that were searched for as words; `radii` has count by km of the place."""

    question: Question
    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    read_as: tuple[ReadAs, ...]
    words: tuple[str, ...]
    facets: tuple[Facet, ...]
    radii: tuple[tuple[int, int], ...]
    left_out: tuple[LeftOut, ...]
    alternatives: tuple[Alternative, ...]
    next_contact: NextContact | None
    unmet: Unmet | None
    place_code: str
    """The municipality that distances are measured from, or ""."""
    version: int
    lexicon: Lexicon = field(repr=False, compare=False)
    """What codes are called."""
