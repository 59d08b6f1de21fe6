"""An institution's signed link for tests: its pages, opened without an account."""

from typing import Any

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.links import token_of
from ertad.collection.models import Invitation


class Holder:
    """Whoever holds the link of `invitation`."""

    def __init__(self, invitation: Invitation, *, language: str = "en", key: str = "") -> None:
        self.key = key or token_of(invitation)
        self.language = language
        self.client = Client()
        cache.clear()

    def address(self, name: str, **kwargs: Any) -> str:
        with override(self.language):
            return reverse(f"answer:{name}", kwargs={"key": self.key, **kwargs})

    def get(self, name: str, query: str = "", **kwargs: Any) -> Any:
        return self.client.get(self.address(name, **kwargs) + query)

    def post(self, name: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        return self.client.post(self.address(name, **kwargs), data or {})

    def opened(self, name: str = "list", query: str = "", **kwargs: Any) -> str:
        """The page as text on one line."""
        return seen(self.get(name, query, **kwargs))


def seen(response: Any) -> str:
    return " ".join(response.content.decode().split())


def form_of(response: Any) -> dict[str, Any]:
    """What a browser would send for the only form with a version: values as the page shows them."""
    form, page = response.context["form"], response.context["page"]
    sent: dict[str, Any] = {}
    for part in (form, *page.places):
        for bound in part:
            value = bound.value()
            if value is None or value is False:
                continue
            sent[bound.html_name] = "on" if value is True else value
    sent["place"] = [place.place["location"] for place in page.places if place.place]
    sent |= {"version": page.version, "draft": response.context["answer"].draft_version,
             "token": page.token, "side": response.context["side"]}  # fmt: skip
    return sent
