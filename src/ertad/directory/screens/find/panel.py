"""The panel of facets: checkboxes with counts, ten values each, the rest behind "more"."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from ertad.directory.search.results import Facet, Results


@dataclass(frozen=True)
class Box:
    """One value as the component `facet` wants it."""

    value: str
    label: str
    count: int
    checked: bool
    depth: int


@dataclass(frozen=True)
class ShownFacet:
    """One facet as the component `facet` wants it; `name` is its parameter."""

    name: str
    label: str
    values: list[Box]
    more_url: str
    more_count: int


@dataclass(frozen=True)
class Panel:
    """`kept` are the parameters that the form must carry along unseen."""

    facets: list[ShownFacet]
    kept: list[tuple[str, str]]


def panel_of(results: Results, opened: Collection[str]) -> Panel:
    """`opened` holds the facets of which all values are shown."""
    params = results.question.params()
    offered = {facet.key for facet in results.facets}
    kept = [(k, v) for k, v in params if k not in offered and k not in ("page", "q")]
    return Panel([_shown(f, opened, params) for f in results.facets if f.values], kept)


def _shown(facet: Facet, opened: Collection[str], params: list[tuple[str, str]]) -> ShownFacet:
    values = (*facet.values, *facet.more) if facet.key in opened else facet.values
    more = [] if facet.key in opened else facet.more
    kept = [(k, v) for k, v in params if k != "page"]
    opening = [("more", key) for key in sorted({*opened, facet.key})]
    return ShownFacet(
        name=facet.key,
        label=facet.label,
        values=[Box(v.code, v.label, v.count, v.chosen, v.depth) for v in values],
        more_url=f"?{urlencode([*kept, *opening])}#filters" if more else "",
        more_count=len(more),
    )
