"""What Ertad is, whose data it shows, how accessible it is, whom to write to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.vocabulary.models import Vocabulary


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "site/screens/about/about.html")


def credits_page(request: HttpRequest) -> HttpResponse:
    vocabularies = Vocabulary.objects.visible_to(request.user).exclude(credit="").order_by("code")
    return render(request, "site/screens/about/credits.html", {"vocabularies": vocabularies})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/screens/about/accessibility.html")


def contact(request: HttpRequest) -> HttpResponse:
    return render(
        request, "site/screens/about/contact.html", {"address": settings.DEFAULT_FROM_EMAIL}
    )
