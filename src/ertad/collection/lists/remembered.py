"""Where the mapping of a file comes from: its hidden sheet, or what was said of such columns."""

import json
from collections.abc import Iterable

from django.utils.translation import gettext as _

from ertad.collection.lists.mapping import ListMapping
from ertad.collection.lists.mapping_file import (
    LARGEST,
    BadMapping,
    Wrong,
    mapping_from,
    read_mapping,
)
from ertad.collection.lists.sources import digest_of, likely_header, sources_of, titles_in
from ertad.collection.models import ColumnMemory
from ertad.collection.staging.received import MAPPING_SHEET
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.workbook import Workbook
from ertad.people.models import Institution


def mapping_inside(book: Workbook) -> ListMapping | None:
    """Raises BadMapping: the hidden sheet was changed."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == MAPPING_SHEET), None)
    if sheet is None:
        return None
    text = "\n".join(as_text(row.cell(1)) for row in sheet.rows)
    if len(text) > LARGEST:
        read_mapping(text)
    try:
        return mapping_from(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadMapping([Wrong(0, "", _("The hidden sheet was changed."))]) from error


def remembered_for(institution: Institution, book: Workbook) -> ColumnMemory | None:
    """What was said of a list of this institution with the same titles; one query."""
    digests = list(_digests(book))
    rows = ColumnMemory.objects.filter(institution=institution, digest__in=digests)
    found = {memory.digest: memory for memory in rows}
    return next((found[digest] for digest in digests if digest in found), None)


def _digests(book: Workbook) -> Iterable[str]:
    for source in sources_of(book):
        if header := likely_header(source.sheet):
            yield digest_of(titles_in(header).values())
