"""The page behind the link of a sign-in letter. Opening it does nothing: scanners of mail do so."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from ertad.kernel.clock import now
from ertad.people.accounts.links import LinkRefused, Why, read_sign_in, use_sign_in

PAGE = "people/screens/sign_in_link/page.html"


@never_cache
def sign_in_link(request: HttpRequest, key: str) -> HttpResponse:
    try:
        if request.method != "POST":
            return render(request, PAGE, {"person": read_sign_in(key, now())})
        person = use_sign_in(key, now())
    except LinkRefused as refused:
        status = 404 if refused.code is Why.ALTERED else 410
        return render(request, PAGE, {"refused": str(refused.code)}, status=status)
    after = get_next_redirect_url(request)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, person, method="code", email=person.email)
    login = Login(user=person, email=person.email, redirect_url=after)
    answer: HttpResponse = perform_login(request, login)
    return answer
