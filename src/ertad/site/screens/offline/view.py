"""Reading without a connection: the service worker, and the page it shows where it has nothing."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ertad.kernel.offline import KEEP_UNTIL

FILES = ("look/ertad.css", "look/ertad.js", "look/mark.svg", "look/fonts/firago-400.woff2",
         "look/fonts/firago-600.woff2", "directory/papers.css")  # fmt: skip
"""What a kept page needs to look like itself."""


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What to do when a page was never opened on this device."""
    return render(request, "site/screens/offline/page.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Changes by itself whenever one of the files or pages that it keeps does."""
    pages = []
    mark = hashlib.sha256()
    for code, _name in settings.LANGUAGES:
        with override(code):
            pages.append(reverse("site:offline"))
            mark.update(render_to_string("site/screens/offline/words.html").encode())
    files = [static(name) for name in FILES]
    mark.update("".join(files).encode())
    context = {
        "version": mark.hexdigest()[:12],
        "always": [*pages, *files],
        "header": KEEP_UNTIL,
    }
    content = render_to_string("site/screens/offline/sw.js", context)
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
