"""Maps and bars: valid, small, honest about what is not known."""

from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ertad.look.charts import Bar, draw_bars
from ertad.look.maps import BANDS, Area, draw_map

HOSTILE = "<script>alert('x')</script>\"&"
SQUARE = [(44.0, 41.0), (44.5, 41.0), (44.5, 41.5), (44.0, 41.5), (44.0, 41.0)]
SVG = "{http://www.w3.org/2000/svg}"


def moved(by: float) -> list[tuple[float, float]]:
    return [(lon + by, lat) for lon, lat in SQUARE]


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)  # noqa: S314  # our own, and it must be well-formed


def drawn(*areas: Area, **more: object) -> ElementTree.Element:
    words = {"title": "Map", "description": "Services", "legend": {"off": "none", "on": "some"}}
    return parsed(draw_map(areas, **{**words, **more}))


def test_giorgi_sees_where_services_are_and_reads_the_same_in_the_table() -> None:
    figure = drawn(
        Area("a", "Example 1", [SQUARE], "on", "3 services", href="/a/"),
        Area("b", "Example 2", [moved(0.5)], "off", href="/b/"),
    )
    paths = figure.findall(f".//{SVG}path")
    assert [path.get("class") for path in paths] == ["m-on", "m-off"]
    assert [path.findtext(f"{SVG}title") for path in paths] == [
        "Example 1: 3 services",
        "Example 2: none",
    ]
    assert [link.get("href") for link in figure.findall(f".//{SVG}a")] == ["/a/", "/b/"]
    assert ["".join(row.itertext()) for row in figure.findall(".//tbody/tr")] == [
        "Example 13 services",
        "Example 2none",
    ]


def test_occupied_territory_is_hatched_and_named() -> None:
    with override("en"):
        figure = drawn(Area("o", "Example 4", [SQUARE], "occupied"))
    path = figure.find(f".//{SVG}path")
    assert path is not None
    pattern = (path.get("fill") or "").removeprefix("url(#").removesuffix(")")
    assert figure.find(f".//{SVG}pattern[@id='{pattern}']") is not None
    assert path.findtext(f"{SVG}title") == "Example 4: occupied territory"
    assert [item.text or "".join(item.itertext()) for item in figure.findall(".//ul/li")] == [
        "occupied territory"
    ]


def test_not_asked_yet_is_not_none() -> None:
    with override("en"):
        figure = drawn(Area("a", "Example 1", [SQUARE], "ask"), Area("b", "2", [moved(1)], "off"))
    first, second = figure.findall(f".//{SVG}path")
    assert first.get("fill") != second.get("fill")
    assert first.findtext(f"{SVG}title") == "Example 1: not asked yet"


def test_a_city_too_small_to_see_gets_a_point_and_a_link() -> None:
    tiny = [(44.2, 41.2), (44.201, 41.2), (44.201, 41.201), (44.2, 41.2)]
    figure = drawn(
        Area("a", "Around", [SQUARE]),
        Area("c", "City", [tiny], "on", href="/city/", point=(44.2, 41.2)),
        Area("d", "Dot", [], "on", point=(44.3, 41.3)),
    )
    circles = figure.findall(f".//{SVG}circle[@class='m-on']")
    assert [circle.findtext(f"{SVG}title") for circle in circles] == ["City: some", "Dot: some"]
    assert figure.find(f".//{SVG}a[@href='/city/']/{SVG}circle") is not None


def test_zoom_leaves_out_what_is_far_but_the_table_keeps_it() -> None:
    areas = [Area("a", "Near", [SQUARE]), Area("b", "Far", [moved(20)])]
    figure = drawn(*areas, zoom_to={"a"})
    assert len(figure.findall(f".//{SVG}path")) == 1
    assert len(figure.findall(".//tbody/tr")) == 2


def test_a_map_of_a_country_is_small() -> None:
    areas = [
        Area(
            f"m{n}",
            f"Municipality {n}",
            [[(41 + n / 12 + (k % 7) / 90, 41 + k / 30) for k in range(28)]],
            BANDS[n % 9],
            href=f"/en/find/?place=m{n}",
        )
        for n in range(74)
    ]
    legend = dict.fromkeys(BANDS, "words")
    shown = draw_map(areas, title="Map", description="All", legend=legend)
    assert len(shown.encode()) < 40_000


def test_an_unknown_band_is_refused() -> None:
    with pytest.raises(ValueError, match="q9"):
        drawn(Area("a", "Example 1", [SQUARE], "q9"))


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=1, max_size=6),
        max_size=4,
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
)
def test_any_shape_and_any_words_give_a_valid_figure(
    polygons: list[list[tuple[float, float]]], words: str
) -> None:
    area = Area("a", words, polygons, "on", words + HOSTILE, href=words, mark=words)
    figure = drawn(area, title=words or "x", description=words, legend={"on": words})
    assert figure.find(".//script") is None


def test_bars_are_a_table_and_the_unknown_is_not_zero() -> None:
    with override("en"):
        shown = draw_bars(
            [Bar("School", 5), Bar("Work", 0), Bar(HOSTILE, None)], title="Needs", unit="people"
        )
    figure = parsed(shown)
    rows = figure.findall(".//tbody/tr")
    assert [row.findtext("td[1]") or row.findtext("td[1]/span") for row in rows] == [
        "5",
        "0",
        "not known",
    ]
    assert [len(row.findall(".//rect")) for row in rows] == [2, 2, 0]
