"""Where somebody signed in works: a search that names no place is for people from there."""

from dataclasses import replace

from ertad.directory.search.question import Question
from ertad.directory.search.results import Results
from ertad.kernel.roles import institutions_of
from ertad.people.models import Institution


def with_own_place(question: Question, results: Results, user: object) -> Question | None:
    """The question with the reader's own municipality, when it should be asked so, else None.

    Only when no place was chosen, read from the words or put aside, and all institutions of the
    reader serve one and the same municipality.
    """
    own = institutions_of(user)
    named = "place" in question.chosen or "place" in question.ignored
    if not own or named or any(reading.facet == "place" for reading in results.read_as):
        return None
    if not (question.words or question.chosen):
        return None
    places = Institution.objects.visible_to(user).filter(pk__in=own, municipalities__isnull=False)
    served = set(places.values_list("municipalities", flat=True)[:2])
    if len(served) != 1:
        return None
    return replace(question, chosen={**question.chosen, "place": (served.pop(),)})
