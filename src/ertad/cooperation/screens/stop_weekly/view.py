"""The link in a weekly letter on the calendar that stops these letters."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ertad.cooperation.acts.follow_calendar import stop_weekly
from ertad.cooperation.calendar.filters import filters_of, in_words
from ertad.cooperation.calendar.stopping import follow_to_stop
from ertad.notices.stopping import stop_letters


@csrf_exempt  # the link itself is the right to do this; mail programs may post it (RFC 8058)
@never_cache
def stop(request: HttpRequest, key: str) -> HttpResponse:
    found = follow_to_stop(key)
    return stop_letters(
        request,
        partial(stop_weekly, found=found) if found else None,
        asks=_("On Mondays you get a letter on what is coming in the calendar:"),
        labels=[in_words(filters_of(found.params))] if found else (),
        done=_("No more letters come on Mondays."),
    )
