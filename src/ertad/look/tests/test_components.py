"""Components: safe with hostile words, silent about nothing, the same in every language."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from ertad.look.gallery import WORDS, gallery, sample_form
from ertad.look.text_size import SIZES, known, larger, smaller

HOSTILE = "<script>alert(1)</script>\"'&"


def shown(source: str, **context: object) -> str:
    request = RequestFactory().get("/en/look/?q=x&page=3")
    page = engines["django"].from_string("{% load look %}" + source)
    with override("en"):
        return page.render(context, request)


def test_a_result_is_put_together_from_components() -> None:
    page = shown(
        '{% card name url="/s/1/" level=3 %}{% tag "Places open" "ok" %}'
        '{% call "+995 32 200-00-01" %}{% endcard %}',
        name="Youth club",
    )
    assert '<h3><a href="/s/1/">Youth club</a></h3>' in page
    assert '<span class="tag ok">Places open</span>' in page
    assert '<a class="call" href="tel:+995322000001">+995 32 200-00-01</a>' in page


@pytest.mark.parametrize(
    "source",
    [
        "{% button x name=x value=x key=x note=x %}",
        '{% button_link x "/" note=x %}',
        "{% tag x %}",
        '{% chip x "/" note=x %}',
        "{% call x %}",
        "{% back_link x x %}",
        '{% in_language x "ka" %}',
        "{% card x %}{{ x }}{% endcard %}",
        "{% details x %}{{ x }}{% enddetails %}",
        "{% banner x %}{{ x }}{% endbanner %}",
        "{% empty x %}{% endempty %}",
        "{% table x %}{% endtable %}",
        "{% summary %}{% row x change=x note=x %}{{ x }}{% endrow %}{% endsummary %}",
        "{% summary_list rows %}",
        "{% figure x x date=x source=x %}",
        "{% confirm x x button=x cancel=x %}{{ x }}{% endconfirm %}",
        "{% history entries %}",
        "{% comparison columns compared x choose=True %}",
        "{% hours hours x %}",
        "{% tabs tabs x %}",
        "{% steps tabs x %}",
        "{% breadcrumbs tabs %}",
        "{% facet facet %}",
        "{% progress 1 2 x x %}",
        "{% sort_header x x x %}",
    ],
)
def test_hostile_words_are_only_text(source: str) -> None:
    tabs = [{"label": HOSTILE, "url": HOSTILE, "state": "done", "count": HOSTILE, "note": HOSTILE}]
    changes = [{"label": HOSTILE, "before": HOSTILE, "after": HOSTILE}]
    page = shown(
        source,
        x=HOSTILE,
        tabs=tabs,
        rows=[{"key": HOSTILE, "value": HOSTILE, "change": HOSTILE, "note": HOSTILE}],
        entries=[
            {
                "at": datetime(2026, 1, 1, tzinfo=UTC),
                "who": HOSTILE,
                "what": HOSTILE,
                "note": HOSTILE,
                "changes": changes,
            }
        ],
        columns=[{"title": HOSTILE, "url": HOSTILE, "note": HOSTILE}],
        compared=[{"label": HOSTILE, "values": [HOSTILE], "name": HOSTILE, "note": HOSTILE}],
        hours=[{"day": HOSTILE, "hours": HOSTILE, "note": HOSTILE}],
        facet={
            "name": HOSTILE,
            "label": HOSTILE,
            "values": [{"value": HOSTILE, "label": HOSTILE, "count": 1}],
            "more_url": HOSTILE,
        },
    )
    assert "<script" not in page
    assert "alert(1)" in page


def test_nothing_known_is_not_zero() -> None:
    assert "not known" in shown('{% figure None "searches" %}')
    assert "<b>0</b>" in shown('{% figure 0 "searches" %}')


def test_text_in_another_language_is_marked() -> None:
    class Service:
        name_ka, name_en, name_fr = "კლუბი", "", ""

    assert shown("{% said service %}", service=Service()) == '<span lang="ka">კლუბი</span>'
    assert shown('{% in_language "Club" "en" %}') == "Club"


def test_pages_keep_the_question() -> None:
    page = shown("{% pagination page %}", page=Paginator(range(100), 10).page(3))
    assert 'href="?q=x&amp;page=4"' in page
    assert re.search(r'<b aria-current="page">.*3</b>', page)


def test_differences_are_marked_and_can_be_chosen() -> None:
    row = {"label": "Phone", "values": ["1", "2"], "differs": True, "name": "phone", "chosen": 1}
    same = {"label": "Town", "values": ["A", "A"], "differs": False}
    page = shown(
        '{% comparison columns rows "Two" choose=True %}',
        columns=[{"title": "Left"}, {"title": "Right"}],
        rows=[row, same],
    )
    assert page.count('class="differs"') == 1
    assert re.findall(r'name="phone" value="(\d)"( checked)?', page) == [
        ("0", ""),
        ("1", " checked"),
    ]


def test_confirming_is_a_post_with_a_token() -> None:
    page = shown('{% confirm "End it?" "/end/" %}<p>It stays in the history.</p>{% endconfirm %}')
    assert '<form method="post" action="/end/"' in page
    assert "csrfmiddlewaretoken" in page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_the_gallery_shows_every_component(language: str) -> None:
    request = RequestFactory().get(f"/{language}/look/")
    request.user = AnonymousUser()
    with override(language):
        page = gallery(request).content.decode()
    assert f'<html lang="{language}" class="text-normal">' in page
    assert not re.search("[\u1c90-\u1cbf]", page)
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    identities = re.findall(r' id="([^"]+)"', page)
    assert len(identities) == len(set(identities))


def test_the_sample_form_has_an_error_of_every_kind() -> None:
    form = sample_form(WORDS["ka"], {"wrong-phone": "a", "wrong-day_day": "31"})
    assert {"name", "phone", "sex", "needs", "day"} <= set(form.errors)


def test_sizes_of_text_go_up_and_down_and_stop() -> None:
    assert [larger(size) for size in SIZES] == ["large", "larger", "largest", "largest"]
    assert [smaller(size) for size in SIZES] == ["normal", "normal", "large", "larger"]
    assert known(HOSTILE) == "normal"


def test_the_size_of_text_is_taken_from_the_cookie() -> None:
    request = RequestFactory().get("/", HTTP_COOKIE="text_size=larger")
    page = engines["django"].from_string("{% load look %}{% text_size_form %}{% text_size_class %}")
    words = page.render({}, request)
    assert 'value="large"' in words
    assert 'value="largest"' in words
    assert words.endswith("text-larger")
