"""Error pages: words for people, a reference, and for the worst of them nothing that can break."""

from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import override_settings
from django.utils.translation import override

PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html")


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_says_what_happened_and_gives_the_reference(name: str, language: str) -> None:
    with override(language):
        page = get_template(name).render({"reference": "4f1c09ab77de"})
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert "4f1c09ab77de" in page


def test_the_page_for_a_broken_server_needs_no_request_and_no_list_of_static_files(
    tmp_path: Path,
) -> None:
    broken = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    with override_settings(STORAGES=broken, STATIC_ROOT=tmp_path, DEBUG=False):
        page = get_template("500.html").render({"reference": "1"})
    assert 'href="/static/look/ertad.css"' in page


def test_a_hostile_reference_is_only_text() -> None:
    page = get_template("404.html").render({"reference": "<b>x"})
    assert "<b>x" not in page
    assert "&lt;b&gt;x" in page
