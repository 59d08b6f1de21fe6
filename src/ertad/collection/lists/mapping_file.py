"""A mapping as a YAML file: read with its lines, checked as a whole, and written.

Only plain YAML is read (safe, no tags, no anchors), up to 200 KB. Everything that is wrong is said
at once, each with its line and key.
"""

from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from ertad.collection.lists.mapping import ListMapping, as_plain

LARGEST = 200_000
"""Bytes of a mapping file."""
DEEPEST = 12


@dataclass(frozen=True)
class Wrong:
    """`line` counts from 1; `key` is the way to the value: `tables › services.csv › key`."""

    line: int
    key: str
    text: str

    def __str__(self) -> str:
        place = _("Line %(line)s") % {"line": self.line} if self.line else ""
        return ": ".join(part for part in (place, self.key, self.text) if part)


class BadMapping(Exception):
    """The mapping cannot be used; `wrong` says all of why."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__("; ".join(map(str, wrong)))
        self.wrong = wrong


Lines = dict[tuple[str, ...], int]
"""The way to a value -> its line."""


def read_mapping(content: bytes | str) -> ListMapping:
    """Raises BadMapping."""
    from ertad.collection.lists.mapping_checks import checked

    text = _text(content)
    plain, lines = _plain(text)
    return checked(plain, lines)


def mapping_from(plain: Any) -> ListMapping:
    """The same from what a file would hold. Raises BadMapping."""
    from ertad.collection.lists.mapping_checks import checked

    return checked(plain, {})


def write_mapping(mapping: ListMapping) -> str:
    """As YAML; read back it is the same."""
    text: str = yaml.safe_dump(
        as_plain(mapping), allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )
    return text


def _text(content: bytes | str) -> str:
    size = len(content)
    if size > LARGEST:
        told = _("The mapping is larger than %(limit)s KB.") % {"limit": LARGEST // 1000}
        raise BadMapping([Wrong(0, "", told)])
    try:
        return content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise BadMapping([Wrong(0, "", _("The mapping is not written in UTF-8."))]) from error


def _plain(text: str) -> tuple[Any, Lines]:
    """The content, and where each value stands. No value is made before the whole is looked at."""
    lines: Lines = {}
    try:
        event: Any
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                told = _("Anchors and references (& and *) are not read.")
                raise BadMapping([Wrong(event.start_mark.line + 1, "", told)])
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        twice = list(_note(node, (), lines, 0)) if node is not None else []
        if twice:
            raise BadMapping(twice)
        return _build(node), lines
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        told = _("This is not YAML: %(problem)s.") % {"problem": error.problem or error.context}
        raise BadMapping([Wrong(line, "", told)]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadMapping([Wrong(0, "", _("This is not YAML that can be read."))]) from error


def _build(node: yaml.Node | None) -> Any:
    """Words stay words: `No`, `012` and `2024-01-01` are what somebody's list says."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _build(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_build(value) for value in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    if node.style is None and node.value in ("", "~", "null"):
        return None
    if node.style is None and node.value in ("true", "false"):
        return node.value == "true"
    return str(node.value)


def _note(node: yaml.Node, way: tuple[str, ...], lines: Lines, depth: int) -> Any:
    """Notes the lines; yields keys that stand twice."""
    lines[way] = node.start_mark.line + 1
    if depth > DEEPEST:
        raise BadMapping([Wrong(lines[way], "", _("The mapping is nested too deeply."))])
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in seen:
                told = _("“%(key)s” stands here twice.") % {"key": name}
                yield Wrong(key.start_mark.line + 1, " › ".join((*way, name)), told)
            seen.add(name)
            yield from _note(value, (*way, name), lines, depth + 1)
            lines[*way, name] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _note(value, (*way, str(number)), lines, depth + 1)
