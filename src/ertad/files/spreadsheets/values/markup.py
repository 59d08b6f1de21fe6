"""HTML in a cell to plain text: paragraphs, line breaks and lists stay, scripts and styles go."""

import re
from html import unescape
from html.parser import HTMLParser

import nh3

_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "blockquote", "pre", "table", "ul", "ol", "dl"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_LINES = frozenset(("br", "tr", "dt", "dd", "hr", "li"))
_KEPT = {*_BLOCKS, *_LINES, "a", "td", "th"}
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|s|em|strong|small|ul|ol|li|dl|dt|dd|a|img|font|center|table|tbody|thead"
    r"|tr|td|th|h[1-6]|hr|pre|sup|sub|blockquote|section|article|script|style|iframe|html|body"
    r"|head|meta|!--|!doctype|svg|object|embed|form|input|button)(?=[\s/>!-])[^>]*>?",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,10}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")


def holds_html(text: str) -> bool:
    """Whether the text has tags or entities of a web page; `3 < 5` has none."""
    if "<" in text and _TAG.search(text):
        return True
    return "&" in text and bool(_ENTITY.search(text)) and unescape(text) != text


def from_html(text: str) -> str:
    """The words as a browser would show them, without anything that could run.

    A link keeps its address when the words do not say it. Text without tags keeps its lines.
    """
    if not _TAG.search(text):
        return _tidy(unescape(text).replace("\u00a0", " "))
    clean = nh3.clean(
        text, tags=_KEPT, attributes={"a": {"href"}}, link_rel=None,
        clean_content_tags={"script", "style"}, url_schemes={"http", "https", "mailto", "tel"},
    )  # fmt: skip
    structured = any(f"<{tag}" in clean for tag in (*_BLOCKS, "br", "li", "tr"))
    reader = _Reader(keep_lines=not structured)
    reader.feed(clean)
    reader.close()
    return _tidy("".join(reader.parts))


class _Reader(HTMLParser):
    def __init__(self, *, keep_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.keep_lines = keep_lines
        self.parts: list[str] = []
        self.counters: list[int | None] = []
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.parts.append("\n" if self.counters else "\n\n")
            self.counters.append(0 if tag == "ol" else None)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append(f"\n{self._bullet()} ")
        elif tag in _LINES:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "a":
            self.link = (dict(attrs).get("href") or "", len(self.parts))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.counters:
            self.counters.pop()
        if tag in _BLOCKS:
            self.parts.append("\n" if self.counters else "\n\n")
        elif tag == "a" and self.link:
            address, start = self.link
            shown = "".join(self.parts[start:])
            told = address.removeprefix("mailto:").removeprefix("tel:")
            if told and _bare(told) not in _bare(shown):
                self.parts.append(f" ({told})" if shown.strip() else told)
            self.link = None

    def handle_data(self, data: str) -> None:
        data = data.replace("\u00a0", " ")
        self.parts.append(data if self.keep_lines else re.sub(r"\s+", " ", data))

    def _bullet(self) -> str:
        if not self.counters or self.counters[-1] is None:
            return "•"
        self.counters[-1] += 1
        return f"{self.counters[-1]}."


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[\s/]", "", address.casefold())


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
