"""Files and folders of a list on the command line, as tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ertad.collection.checks import Finding, Spot, finding
from ertad.collection.lists.sources import Source, sources_of
from ertad.files.spreadsheets import messages
from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.reading import read_workbook

TABLES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".ods"})
MOST_FILES = 50
MOST_BYTES = 60 * 1024 * 1024
"""Of all files together: they are held in memory."""


def read_paths(
    paths: Sequence[Path], *, encoding: str = ""
) -> tuple[list[Source], list[Finding]]:  # fmt: skip
    """The tables; findings: files that could not be read, and others that lay in a folder.

    A file that was named by itself and cannot be read is an error, one of a folder too when its
    name says that it is a table.
    """
    sources: list[Source] = []
    findings: list[Finding] = []
    size = 0
    for number, (path, named) in enumerate(_files(paths)):
        if not named and path.suffix.casefold() not in TABLES:
            told = {"name": path.name, "why": path.suffix or "–"}
            findings.append(finding(Spot("file_not_read", "", told)))
            continue
        size += path.stat().st_size
        if number >= MOST_FILES or size > MOST_BYTES:
            limit = {"limit": MOST_BYTES // 1024**2}
            findings.append(finding(Spot("too_big", "", limit), sheet=path.name))
            break
        try:
            book = read_workbook(path, encoding=encoding)
        except Refused as refused:
            findings.append(finding(Spot(refused.code, "", refused.params), sheet=path.name))
            continue
        sources += sources_of(book, path.name)
        findings += [
            finding(Spot(p.code, "", {"value": p.value, **p.params}), sheet=path.name)
            for p in book.problems
            if p.code in messages.SHEET_PROBLEMS and p.row is None
        ]
    return sources, findings


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """(file, whether it was named by itself), folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from ((one, False) for one in sorted(path.iterdir()) if one.is_file())
        else:
            yield path, True
