"""Find: entries kept with each service, an index a process, and the reading of a question.

`question_from(request.GET)` -> `search(question, user=..., today=...)` -> `Results`; the rows to
show come from `ertad.directory.queries.cards`.
"""

from ertad.directory.search.question import Question, question_from
from ertad.directory.search.searching import search

__all__ = ["Question", "question_from", "search"]
