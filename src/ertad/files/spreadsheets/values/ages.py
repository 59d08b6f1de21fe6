"""Ages in one cell: `14-18`, `14 წლიდან`, `18 წლამდე`, `under 18`, `14+`, `any age`."""

import re

from ertad.files.spreadsheets.values.texts import as_text
from ertad.files.spreadsheets.workbook import Cell
from ertad.kernel.ages import OLDEST

Ages = tuple[int | None, int | None]
_AGE = re.compile(r"\d{1,3}(?!\d)")
_UP_TO_AND_WITH = re.compile(r"up to|ჩათვლით|jusqu|включительно|≤|<=|chatvlit", re.IGNORECASE)
_BELOW = re.compile(
    r"მდე|under|below|younger|moins de|before|\bдо\b|младше|mde\b|<(?!=)", re.IGNORECASE
)
_FROM = re.compile(
    r"დან|ზევით|ზემოთ|\+|from|over|above|older|plus|dès|à partir|\bот\b|старше|dan\b|≥|>=", re.I
)
_ANY = re.compile(r"any|all|ყველა|ნებისმიერი|tous|toutes|все|любой|qvela|kvela", re.IGNORECASE)


def age_range(value: Cell) -> tuple[Ages | None, str | None]:
    """(from, to), both included; None on a side without limit.

    "Below 18" gives 17 and the warning `age_read_below`; 18-14 the error `ages_reversed`.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return ((value, value), None) if 0 <= value <= OLDEST else (None, "not_an_age_range")
    shown = as_text(value)
    if not shown:
        return None, None
    ages = [int(found) for found in _AGE.findall(shown)]
    if not ages and _ANY.search(shown):
        return (None, None), None
    if not 1 <= len(ages) <= 2 or max(ages) > OLDEST or re.search(r"\d{4}", shown):
        return None, "not_an_age_range"
    return _bounds(shown, ages)


def _bounds(shown: str, ages: list[int]) -> tuple[Ages | None, str | None]:
    below = bool(_BELOW.search(shown)) and not _UP_TO_AND_WITH.search(shown)
    warning = "age_read_below" if below else None
    if len(ages) == 2:
        low, high = ages[0], ages[1] - below
        return ((low, high), warning) if low <= high else (None, "ages_reversed")
    age = ages[0]
    if below:
        return ((None, age - 1), warning) if age else (None, "not_an_age_range")
    if _UP_TO_AND_WITH.search(shown):
        return (None, age), None
    return ((age, None), None) if _FROM.search(shown) else ((age, age), None)
