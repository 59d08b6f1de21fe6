"""Behind a web server each visitor has an address of his own, and nobody can choose it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ertad.site.proxies import AddressBehindProxies


def seen(header: str | None) -> str:
    """The address that a page sees when the header comes from 10.0.0.1."""
    found: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        found.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    headers = {"HTTP_X_FORWARDED_FOR": header} if header is not None else {}
    AddressBehindProxies(page)(RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", **headers))
    return found[0]


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "nonsense", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (2, "203.0.113.7", "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_server_saw(
    settings: object, proxies: int, header: str | None, address: str
) -> None:
    settings.PROXIES = proxies  # type: ignore[attr-defined]
    assert seen(header) == address
