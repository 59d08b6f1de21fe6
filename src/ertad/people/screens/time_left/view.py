"""How long until one is signed out for doing nothing, and going on; asked by the page itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ertad.kernel.clock import now
from ertad.people.accounts.idle import SEEN, has_session, seconds_left


@never_cache
def time_left(request: HttpRequest) -> HttpResponse:
    """Asking is not doing something: the time runs on."""
    return _left(request)


@never_cache
@require_POST
def extend(request: HttpRequest) -> HttpResponse:
    """The whole time anew, to the second."""
    if has_session(request):
        request.session[SEEN] = int(now().timestamp())
    return _left(request)


def _left(request: HttpRequest) -> HttpResponse:
    """0 for whoever is signed out."""
    there = has_session(request)
    runs = bool(settings.IDLE_SECONDS)
    return JsonResponse({"left": seconds_left(request, now()) if there and runs else 0})
