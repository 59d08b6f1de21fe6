"""A− and A+: remembers the reader's text size in a cookie; changes nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ertad.look.text_size import COOKIE, known

A_YEAR = 365 * 24 * 3600


@csrf_exempt
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Goes back to `next` when that is an address of ours, else home."""
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        there = "/"
    response = redirect(there)
    size = known(request.POST.get("text_size"))
    response.set_cookie(COOKIE, size, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response
