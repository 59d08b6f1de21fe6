"""The keys of a mapping file and what each says: the reference page is made from this."""

from collections.abc import Sequence
from typing import NamedTuple


class Key(NamedTuple):
    """`values`: what may stand there; `usual`: what holds without the key."""

    name: str
    values: str
    usual: str
    meaning: str


OF_THE_LIST: Sequence[Key] = (
    Key("ertad_mapping", "`1`", "must be there", "The form of this file."),
    Key("source", "a name", "none", "Under this name the ids of the list are kept; needed as soon"
        " as a table has a `key`."),
    Key("language", "`ka`, `en`, `fr`", "`en`", "Of texts that are not in Georgian letters."),
    Key("country", "two letters", "`GE`", "Of places and telephone numbers; a place abroad needs"
        " no municipality."),
    Key("encoding", "such as `cp1251`", "found out", "How text files are written."),
    Key("institution", "a code", "none", "Whose list it is, when it is of one institution."),
    Key("institutions", "name or id: code", "none", "Which institution a name or id means."),
    Key("unknown_institution", "a code", "none", "Who keeps the rows that name nobody of the"
        " list; without it they are left out and listed."),
    Key("rows_with_errors", "`stop`, `leave_out`", "`stop`", "Whether rows with errors keep the"
        " rest from being taken, or are left out and listed."),
    Key("old_fonts", "`convert`, `keep`", "`convert`", "Whether Georgian typed for fonts such as"
        " AcadNusx becomes Georgian."),
    Key("tables", "name: table", "must be there", "The files or sheets that are read. `*` is the"
        " only table, whatever it is called."),
)  # fmt: skip
OF_A_TABLE: Sequence[Key] = (
    Key("holds", "`institutions`, `places`, `services`, `links`", "must be there",
        "What a row is. `links` say which service is where."),
    Key("key", "a column", "none", "The id of the row, by which other tables name it and by which"
        " it is found again; needed for institutions and places."),
    Key("columns", "column: field", "must be there", "Which column is which field. `Service {n}`"
        " means `Service 1`, `Service 2`: one service each."),
    Key("constants", "field: text", "none", "What is the same in every row."),
    Key("ignore", "columns", "none", "Columns that are left out knowingly; `*` means all others."),
    Key("through", "`places`, `services`", "none", "Rows belong to the institution of their"
        " services or places, when they name none themselves."),
)  # fmt: skip
OF_A_COLUMN: Sequence[Key] = (
    Key("field", "a field, see below", "must be there", "What the column holds. A column may be"
        " used several times: write a list."),
    Key("append", "`true`, `false`", "`false`", "The text is added to what an earlier column gave"
        " to the field."),
    Key("label", "a text", "none", "Goes before the text: `By phone: ...`."),
    Key("split", "`newline`, `semicolon`, `comma`, `bar`, `slash`", "none",
        "Where one cell holds several values."),
    Key("values", "theirs: ours", "none", "Their words become ours; an empty one says nothing."),
    Key("otherwise", "`error`, `keep`, `leave_out`", "`error`", "Words that `values` does not"
        " name: looked up as they are (`error`, `keep`), or left out and listed."),
    Key("empty", "words", "none", "Words that say nothing, such as `no phone`."),
)  # fmt: skip
