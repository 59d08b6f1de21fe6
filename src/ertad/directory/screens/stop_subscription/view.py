"""The link in a letter on new services that stops these letters."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ertad.directory.acts.follow_search import stop_search
from ertad.directory.subscriptions import labels_of, subscription_to_stop
from ertad.notices.stopping import stop_letters


@csrf_exempt  # the link itself is the right to do this; mail programs may post it (RFC 8058)
@never_cache
def stop(request: HttpRequest, key: str) -> HttpResponse:
    found = subscription_to_stop(key)
    return stop_letters(
        request,
        partial(stop_search, found=found) if found else None,
        asks=_("Once a week you get a letter when new services fit:"),
        labels=labels_of(found.params) if found else (),
        done=_("No more letters come for this search."),
    )
