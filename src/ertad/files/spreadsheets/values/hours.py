"""Opening hours in words: `Mon–Fri 9–5, lunch 1–2`, `ორშ-პარ 10:00–18:00`, `lun–ven 9h–17h`.

A small grammar of days, times, breaks and "closed" in English, Georgian and French. What it does
not know it does not guess: the text is given back to be kept as text.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ertad.files.spreadsheets.values import hours_words as words
from ertad.files.spreadsheets.values.hours_words import WEEK

Span = tuple[int, int]
"""Opens and closes, in minutes after midnight."""
LONGEST = 2000
_LAST = 24 * 60 - 1


@dataclass(frozen=True)
class HoursRead:
    """`spans`: [day, opens, closes], Monday first. `kept`: text that the spans do not hold.

    `code`: None, or "hours_not_read" (words only), "hours_contradict" (`detail` says where), or
    "hours_and_words" (both are kept).
    """

    spans: list[list[str]] = field(default_factory=list)
    kept: str = ""
    code: str | None = None
    detail: str = ""


class _Unread(Exception):
    pass


class _Contradiction(Exception):
    pass


def hours(text: str, *, day: str = "") -> HoursRead:
    """The hours that `text` tells; `day` when a column is about one weekday alone."""
    shown = " ".join(text.split())
    if not shown:
        return HoursRead()
    if len(text) > LONGEST:
        return HoursRead(kept=text, code="hours_not_read")
    reader = _Reader([day] if day else [], words.counts_to_24(shown))
    try:
        reader.read(words.plain(text))
        spans = reader.week()
    except _Contradiction as found:
        return HoursRead(kept=shown, code="hours_contradict", detail=str(found))
    except _Unread:
        return HoursRead(kept=shown, code="hours_not_read")
    if reader.appointment:
        return HoursRead(spans, shown, "hours_and_words" if spans else "hours_not_read")
    if not spans and not (day and reader.shut):
        return HoursRead(kept=shown, code="hours_not_read")
    return HoursRead(spans)


def in_words(spans: list[list[str]]) -> str:
    """`MO 09:00–13:00, 14:00–17:00; TU ...`, for messages."""
    days = {d: [f"{a}–{b}" for day, a, b in spans if day == d] for d in WEEK}
    return "; ".join(f"{d} {', '.join(told)}" for d, told in days.items() if told)


@dataclass
class _Reader:
    """Reads tokens from left to right; `days` are those that the next times are about."""

    fixed: list[str]
    to_24: bool
    days: list[str] = field(default_factory=list)
    open: dict[str, list[Span]] = field(default_factory=dict)
    shut: set[str] = field(default_factory=set)
    appointment: bool = False
    fresh: bool = False
    """The days were said, and nothing about them yet."""

    def read(self, text: str) -> None:
        self.tokens = [
            found
            for found in words.TOKEN.finditer(text)
            if found.lastgroup and not words.is_noise(found)
        ]
        self.at = 0
        self.days = list(self.fixed)
        self.fresh = bool(self.fixed)
        self.waiting: list[Span] = []
        while self.at < len(self.tokens):
            self._step(words.kind(self.tokens[self.at]))
        if self.waiting:
            raise _Unread

    def _step(self, kind: str) -> None:
        match kind:
            case "always":
                self.at += 1
                days = self.days if self.days and self.fresh else list(WEEK)
                self._add(days, [(0, _LAST)])
            case "everyday" | "weekdays" | "weekend" | "day":
                self._days()
            case "time" | "noon" | "midnight":
                self._times()
            case "closed":
                self.at += 1
                self._closed()
            case "break":
                self.at += 1
                self._break()
            case "appointment":
                self.at += 1
                self.appointment = True
            case "also":
                self.at += 1
            case _:
                raise _Unread

    def _peek(self) -> str:
        return words.kind(self.tokens[self.at]) if self.at < len(self.tokens) else ""

    def _days(self) -> None:
        found: list[str] = []
        while True:
            kind = self._peek()
            if kind in ("everyday", "weekdays", "weekend"):
                self.at += 1
                found += {"everyday": WEEK, "weekdays": WEEK[:5], "weekend": WEEK[5:]}[kind]
            elif kind == "day":
                found += self._range()
            elif kind == "also" and self._next_is_day():
                self.at += 1
            else:
                break
        if self.fixed and set(found) - set(self.fixed):
            raise _Contradiction(", ".join(found))
        self.days, self.fresh = list(dict.fromkeys(found)), True
        if self.waiting:
            self._add(self.days, self.waiting)
            self.waiting = []

    def _range(self) -> list[str]:
        first = words.day(self.tokens[self.at])
        self.at += 1
        if self._peek() == "to" and self._next_is_day():
            last = words.day(self.tokens[self.at + 1])
            self.at += 2
        elif self.tokens[self.at - 1][0].endswith("დან") and self._peek() == "day":
            last = words.day(self.tokens[self.at])  # ორშაბათიდან პარასკევამდე
            self.at += 1
        else:
            return [first]
        if self._peek() == "to":  # პარასკევის ჩათვლით
            self.at += 1
        start, end = WEEK.index(first), WEEK.index(last)
        return list(WEEK[start : end + 1] if start <= end else (*WEEK[start:], *WEEK[: end + 1]))

    def _next_is_day(self) -> bool:
        more = self.tokens[self.at + 1 : self.at + 2]
        return bool(more) and words.kind(more[0]) in ("day", "everyday", "weekdays", "weekend")

    def _span(self) -> Span:
        first = self.tokens[self.at]
        self.at += 1
        if self._peek() == "to":
            self.at += 1
        elif not (first["until"] or first["h"] or "").endswith("დან"):
            raise _Unread
        if self._peek() not in ("time", "noon", "midnight"):
            raise _Unread
        last = self.tokens[self.at]
        self.at += 1
        return _joined(first, last, to_24=self.to_24)

    def _times(self) -> None:
        spans = [self._span()]
        while self._peek() == "also" and self._time_after():
            self.at += 1
            spans.append(self._afternoon(self._span(), spans[-1]))
        if self.days:
            self._add(self.days, spans)
        else:
            self.waiting += spans

    def _afternoon(self, span: Span, before: Span) -> Span:
        """`9-12, 1-5`: the second is after the first where nobody says the half of the day."""
        opens, closes = span
        if not self.to_24 and opens < before[1] <= opens + 720 and closes + 720 < _LAST:
            return opens + 720, closes + 720
        return span

    def _time_after(self) -> bool:
        more = self.tokens[self.at + 1 : self.at + 2]
        return bool(more) and words.kind(more[0]) in ("time", "noon", "midnight")

    def _add(self, days: list[str], spans: list[Span]) -> None:
        self.fresh = False
        for day in days:
            for opens, closes in spans:
                if opens < closes:
                    self.open.setdefault(day, []).append((opens, closes))
                else:  # past midnight
                    self.open.setdefault(day, []).append((opens, _LAST))
                    if closes:
                        after = WEEK[(WEEK.index(day) + 1) % 7]
                        self.open.setdefault(after, []).append((0, closes))

    def _closed(self) -> None:
        if self._peek() in ("time", "noon", "midnight"):
            self._break()  # closed 13-14
        elif self.days and self.fresh:
            self.shut.update(self.days)
            self.fresh = False
        elif self._peek() in ("day", "everyday", "weekdays", "weekend"):
            self._days()
            self.shut.update(self.days)
            self.fresh = False
        else:
            raise _Unread

    def _break(self) -> None:
        """Takes the time out of the hours of the days it is about: those named, else all so far."""
        if self._peek() not in ("time", "noon", "midnight"):
            raise _Unread
        start, end = self._span()
        days = [day for day in self.days if day in self.open] or list(self.open)
        if not days:
            raise _Unread
        for day in days:
            spans = self.open[day]
            if not self.to_24 and all(end <= opens for opens, _closes in spans):
                start, end = start + 720, end + 720
            self.open[day] = _without(spans, start, end)

    def week(self) -> list[list[str]]:
        """Raises _Contradiction: open and closed, or open twice at the same time."""
        result = []
        for day in WEEK:
            spans = sorted(set(self.open.get(day, ())))
            if spans and day in self.shut:
                raise _Contradiction(f"{day} {_said(spans[0])}")
            for one, two in pairwise(spans):
                if two[0] < one[1]:
                    raise _Contradiction(f"{day} {_said(one)}, {_said(two)}")
            result += [[day, _clock_time(opens), _clock_time(closes)] for opens, closes in spans]
        return result


def _joined(first: re.Match[str], last: re.Match[str], *, to_24: bool) -> Span:
    """From two times to a span, with the halves of the day that are not said."""
    opens, closes = _minutes(first), _minutes(last)
    if last["half"] and not first["half"] and first["hour"]:
        if last["half"] == "p" and opens < 720 and opens + 720 < closes:
            opens += 720
    elif not last["half"] and last["hour"] and not to_24 and closes <= opens and closes < 720:
        closes += 720
    if closes > opens:
        return opens, closes
    night = opens >= 17 * 60 and closes <= 10 * 60
    if night and (to_24 or first["half"]):
        return opens, closes
    raise _Contradiction(_said((opens, closes)))


def _minutes(found: re.Match[str]) -> int:
    if found["noon"] is not None:
        return 720
    if found["midnight"] is not None:
        return _LAST
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise _Unread
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise _Unread
    return min(hour * 60 + minute, _LAST)


def _without(spans: list[Span], start: int, end: int) -> list[Span]:
    """Raises _Contradiction when nothing is open at that time anyway."""
    result: list[Span] = []
    touched = False
    for opens, closes in spans:
        if end <= opens or closes <= start:
            result.append((opens, closes))
            continue
        touched = True
        result += [part for part in ((opens, start), (end, closes)) if part[0] < part[1]]
    if not touched:
        raise _Contradiction(_said((start, end)))
    return result


def _clock_time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _said(span: Span) -> str:
    return f"{_clock_time(span[0])}–{_clock_time(span[1])}"
