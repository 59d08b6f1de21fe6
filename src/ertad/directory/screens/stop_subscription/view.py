"""The link in a letter that stops these letters: one button, no signing in.

Opening the link changes nothing, since mail programs open links to check them.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ertad.directory.acts.follow_search import stop_search
from ertad.directory.subscriptions import labels_of, subscription_to_stop
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.roles import Role


@csrf_exempt  # the link itself is the right to do this; mail programs may post it (RFC 8058)
@never_cache
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """A link that is not ours, and one that was used, say that there are no such letters."""
    found = subscription_to_stop(key)
    stopped = found is not None and request.method == "POST"
    if found is not None and stopped:
        stop_search(found=found, by=Actor(role=Role.LINK_HOLDER), at=now())
    context = {
        "found": found,
        "stopped": stopped,
        "labels": labels_of(found.params) if found else (),
    }
    page = "directory/screens/stop_subscription/page.html"
    return render(request, page, context, status=200 if found else 404)
