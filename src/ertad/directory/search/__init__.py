"""Find: entries kept with each service, an index a process, and the reading of a question.

`question_from(request.GET)` -> `search(question, user=..., today=...)` -> `Results`; the rows to
show come from `ertad.directory.queries.cards`.
"""
