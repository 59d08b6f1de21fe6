"""The forms of a page as a browser would send them, for tests that send something else instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from uuid import UUID

Sent = dict[str, list[str]]


@dataclass
class Form:
    """`fields`: name -> values as shown, every box ticked and every button pressed."""

    action: str
    fields: Sent = field(default_factory=dict)

    def ids(self) -> list[str]:
        """Names of the fields that hold an id of a record."""
        return [name for name, values in self.fields.items() if any(map(is_id, values))]

    def with_ids(self, key: object) -> Sent:
        """The same, with this id instead of every one that it shows."""
        return {
            name: [str(key) if is_id(value) else value for value in values]
            for name, values in self.fields.items()
        }

    def with_more(self, more: Mapping[str, str]) -> Sent:
        """The same, with fields that are not on it."""
        return {name: [value] for name, value in more.items()} | self.fields


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def forms_on(page: str, address: str) -> Iterator[Form]:
    """Those that post; one without an action goes to the page's own address."""
    parser = _Parser(address)
    parser.feed(page)
    return iter(parser.found)


class _Parser(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Form] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and at.get("method", "").lower() == "post":
            self.form = Form(at.get("action") or self.address)
            self.found.append(self.form)
        elif tag == "select":
            self.select = at.get("name", "")
        elif tag == "option" and ("selected" in at or not self._has(self.select)):
            self._put(self.select, at.get("value", ""), again="selected" in at)
        elif tag in ("input", "button", "textarea") and at.get("type") != "file":
            several = at.get("type") == "checkbox"
            self._put(at.get("name", ""), at.get("value", ""), again=several)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None

    def _has(self, name: str) -> bool:
        return self.form is not None and name in self.form.fields

    def _put(self, name: str, value: str, *, again: bool) -> None:
        if self.form is None or not name or name == "csrfmiddlewaretoken":
            return
        values = self.form.fields.setdefault(name, [])
        if again or not values:
            values.append(value)
