"""XML from strangers, looked through as it streams: no DTD, no entities, nothing fetched.

Element names come without their prefix, so that a check here sees at least what any reader sees.
"""

from collections.abc import Callable, Generator
from contextlib import closing
from xml.parsers import expat

from ertad.files.spreadsheets.problems import Refused

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]
_DEPTH = 200
_TOKEN = 1024 * 1024
"""Bytes of one tag or comment. Longer ones make a parser start over with each chunk."""


def look_through(
    chunks: Generator[bytes, None, None],
    *,
    start: Start | None = None,
    end: End | None = None,
    text: Text | None = None,
) -> None:
    """Calls back for each element. Raises Refused: not well formed, not UTF-8, or with a DTD."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.EntityDeclHandler = _refuse_declarations
    parser.XmlDeclHandler = _check_declaration
    depth = 0
    plain: dict[str, str] = {}  # cutting off a prefix once for each name, not for each element

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise Refused("damaged")
        if start is not None:
            start(plain.get(name) or plain.setdefault(name, _without_prefix(name)), attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(plain.get(name) or _without_prefix(name))

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        with closing(chunks):
            _feed(parser, chunks)
    except (expat.ExpatError, ValueError, OverflowError) as error:  # ValueError: a bad number
        raise Refused("damaged") from error


def _feed(parser: expat.XMLParserType, chunks: Generator[bytes, None, None]) -> None:
    fed = 0
    for chunk in chunks:
        if fed == 0 and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0"):
            raise Refused("damaged")  # UTF-16: no spreadsheet program writes it here
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > _TOKEN:
            raise Refused("damaged")
    parser.Parse(b"", True)


def _without_prefix(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_declarations(*_: object) -> None:
    raise Refused("unsafe_xml")


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.upper() not in ("UTF-8", "UTF8", "US-ASCII"):
        raise Refused("damaged")
