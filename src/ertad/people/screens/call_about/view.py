"""Whom do I call about a theme in a place: an answer with a reason, and an address to share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.audit.reading import note_reading
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with
from ertad.people.contacts.calling import whom_to_call
from ertad.people.contacts.lists import places, themes
from ertad.people.contacts.reading import read
from ertad.people.contacts.shown import read_of, sees_persons
from ertad.people.rights import SEE_PERSONS
from ertad.people.screens.tabs import people_tabs


@require_safe
def call_about(request: HttpRequest) -> HttpResponse:
    """Words are read first; what is chosen in the lists counts before them."""
    at = now()
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    meant = read(words) if words else None
    all_themes, all_places = themes(), places()
    theme_code = request.GET.get("theme", "") or (meant.theme if meant else "")
    place_code = request.GET.get("place", "") or (meant.place if meant else "")
    theme = next((each for each in all_themes if each.code == theme_code), None)
    place = next((each for each in all_places if each.code == place_code), None)
    answer = whom_to_call(request.user, theme, place, local_day(at)) if theme and place else None
    persons = sees_persons(request.user)
    if answer and persons:
        by = actor_with(request.user, SEE_PERSONS)
        details = {"theme": theme_code, "place": place_code}
        note_reading("contacts.asked.read", by=by, at=at, details=details, of=read_of(answer.found))
    context = {
        "words": words,
        "theme": theme,
        "place": place,
        "answer": answer,
        "asked": bool(words or request.GET.get("theme") or request.GET.get("place")),
        "themes": all_themes,
        "places": all_places,
        "persons": persons,
        "tabs": people_tabs("call_about"),
    }
    return render(request, "people/screens/call_about/page.html", context)
