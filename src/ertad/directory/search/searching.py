"""From a question to results."""

from datetime import date

from ertad.directory.search.question import Question
from ertad.directory.search.results import Results

PAGE_SIZE = 20


def search(question: Question, *, user: object, today: date, page_size: int = PAGE_SIZE) -> Results:
    """What the directory knows about `question`, as `user` may see it, on `today` (local day)."""
    raise NotImplementedError
