"""Is a mapping whole and without contradiction? From plain data to a `ListMapping`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from ertad.collection.lists.fields import KINDS, NAMED, Kind, fields_of, may_repeat
from ertad.collection.lists.mapping import (
    NUMBER,
    OLD_FONTS,
    OTHERWISE,
    SEPARATORS,
    ColumnMapping,
    ListMapping,
    TableMapping,
)
from ertad.collection.lists.mapping_file import BadMapping, Lines, Wrong
from ertad.collection.staging.resolving import squeezed
from ertad.files.spreadsheets import encodings
from ertad.kernel.languages import LANGUAGES

TOP = ("ertad_mapping", "source", "language", "country", "encoding", "institution", "institutions",
       "unknown_institution", "rows_with_errors", "old_fonts", "tables")  # fmt: skip
TABLE = ("holds", "key", "columns", "constants", "ignore", "through")
COLUMN = ("field", "append", "label", "split", "values", "otherwise", "empty")
THROUGH = {"services": "places", "places": "services"}
MOST_TABLES, MOST_COLUMNS = 50, 1000
Way = tuple[str, ...]


def checked(plain: Any, lines: Lines) -> ListMapping:
    """Raises BadMapping with everything that is wrong."""
    reader = _Checking(lines)
    mapping = reader.whole(plain)
    if reader.wrong:
        raise BadMapping(sorted(reader.wrong, key=lambda wrong: wrong.line))
    return mapping


@dataclass
class _Checking:
    lines: Lines
    wrong: list[Wrong] = field(default_factory=list)

    def say(self, way: Way, text: str) -> None:
        line = next((self.lines[way[:end]] for end in range(len(way), -1, -1)
                     if way[:end] in self.lines), 0)  # fmt: skip
        self.wrong.append(Wrong(line, " › ".join(way), text))

    def whole(self, plain: Any) -> ListMapping:
        if not isinstance(plain, Mapping):
            self.say((), _("A mapping has keys such as “tables”."))
            return ListMapping(())
        self.keys(plain, TOP, ())
        if str(plain.get("ertad_mapping")) != "1":
            self.say(("ertad_mapping",), _("The first line of a mapping is “ertad_mapping: 1”."))
        tables = self.mapping(plain, "tables", ())
        if not tables:
            self.say(("tables",), _("No table is described."))
        if len(tables) > MOST_TABLES:
            self.say(("tables",), _("At most %(limit)s tables are read.") % {"limit": MOST_TABLES})
            tables = {}
        read = tuple(self.table(str(name), table) for name, table in tables.items())
        result = ListMapping(
            tables=read,
            source=self.text(plain, "source", ()),
            language=self.choice(plain, "language", (), LANGUAGES, "en"),
            country=self.country(plain),
            encoding=self.encoding(plain),
            institution=self.text(plain, "institution", ()),
            institutions={
                str(key): str(code) for key, code in self.mapping(plain, "institutions", ()).items()
            },
            unknown_institution=self.text(plain, "unknown_institution", ()),
            rows_with_errors="leave_out"
            if self.choice(plain, "rows_with_errors", (), ("stop", "leave_out"), "stop")
            == "leave_out"
            else "stop",
            old_fonts="keep"
            if self.choice(plain, "old_fonts", (), OLD_FONTS, "convert") == "keep"
            else "convert",
        )
        self.together(result)
        return result

    def together(self, mapping: ListMapping) -> None:
        if mapping.tables and not mapping.holding("services") and not mapping.holding("places"):
            self.say(("tables",), _("No table holds services or places."))
        if any(table.key for table in mapping.tables) and not mapping.source:
            self.say(
                ("source",),
                _("A list with ids needs a name under which they are kept: “source”."),
            )
        for kind in ("services", "institutions"):
            for more in mapping.holding(kind)[1:]:
                told = _("Only one table may hold %(kind)s.") % {"kind": kind}
                self.say(("tables", more.name, "holds"), told)
        through = {table.holds: table for table in mapping.tables if table.through}
        if len(through) > 1:
            names = ", ".join(table.name for table in through.values())
            self.say(
                ("tables", through["services"].name, "through"),
                _("A cycle: each of %(tables)s takes its institution from the other.")
                % {"tables": names},
            )
        for table in mapping.tables:
            self.references(mapping, table)

    def references(self, mapping: ListMapping, table: TableMapping) -> None:
        """What a column names must be a table with a key."""
        for column in table.columns:
            kind = NAMED.get(column.field)
            if kind is None or column.field not in fields_of(table.holds):
                continue
            targets = mapping.holding(kind)
            way = ("tables", table.name, "columns", column.column)
            if not targets and kind != "institutions":
                self.say(way, _("No table holds %(kind)s.") % {"kind": kind})
            for target in targets:
                if not target.key and kind != "institutions":
                    told = _("The column names rows of %(table)s, which has no “key”.")
                    self.say(way, told % {"table": target.name})
        if table.through and not mapping.holding(
            "places" if table.through == "places" else "services"
        ):
            told = _("No table holds %(kind)s.") % {"kind": table.through}
            self.say(("tables", table.name, "through"), told)

    def table(self, name: str, plain: Any) -> TableMapping:
        way: Way = ("tables", name)
        if not isinstance(plain, Mapping):
            self.say(way, _("A table has keys such as “holds” and “columns”."))
            return TableMapping(name, "services", ())
        self.keys(plain, TABLE, way)
        holds: Kind = next((kind for kind in KINDS if kind == plain.get("holds")), "services")
        if plain.get("holds") not in KINDS:
            told = _("“holds” is one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}
            self.say((*way, "holds"), told)
        columns = self.mapping(plain, "columns", way)
        if not columns:
            self.say((*way, "columns"), _("No column is described."))
        if len(columns) > MOST_COLUMNS:
            told = _("At most %(limit)s columns are read.") % {"limit": MOST_COLUMNS}
            self.say((*way, "columns"), told)
            columns = {}
        uses = [use for title, spec in columns.items()
                for use in self.column(str(title), spec, way, holds)]  # fmt: skip
        constants = {
            str(key): "" if value is None else str(value)
            for key, value in self.mapping(plain, "constants", way).items()
        }
        for key in constants:
            self.known_field(key, (*way, "constants", key), holds)
        self.twice(uses, constants, way, holds)
        key = self.text(plain, "key", way)
        if not key and holds in ("institutions", "places"):
            self.say(
                (*way, "key"), _("This table needs a “key”: the column that other tables name.")
            )
        through = self.text(plain, "through", way)
        if through and through != THROUGH.get(holds):
            self.say((*way, "through"), _("Here “through” is: %(word)s.")
                     % {"word": THROUGH.get(holds, "–")})  # fmt: skip
        ignore = tuple(self.words(plain, "ignore", way))
        for title in columns:
            if str(title) in ignore:
                self.say((*way, "ignore"), _("“%(column)s” is described and ignored at once.")
                         % {"column": title})  # fmt: skip
        return TableMapping(name, holds, tuple(uses), key, constants, ignore, through)

    def column(self, title: str, spec: Any, way: Way, holds: Kind) -> list[ColumnMapping]:
        way = (*way, "columns", title)
        if title.count(NUMBER) > 1 or (NUMBER in title and holds != "services"):
            told = _("“{n}” stands once in a column, for several services in one row.")
            self.say(way, told)
        if not isinstance(spec, Sequence) or isinstance(spec, str):
            spec = [spec]
        uses = []
        for number, use in enumerate(spec):
            where = (*way, str(number)) if len(spec) > 1 else way
            if isinstance(use, str):
                use = {"field": use}
            if not isinstance(use, Mapping) or not isinstance(use.get("field"), str):
                self.say(where, _("A column is given to a field: “Title: name”."))
                continue
            self.keys(use, COLUMN, where)
            self.known_field(use["field"], where, holds)
            uses.append(
                ColumnMapping(
                    title,
                    use["field"],
                    append=self.flag(use, "append", where),
                    label=self.text(use, "label", where),
                    split=self.separators(use, where),
                    values=self.values(use, where),
                    otherwise=next((word for word in OTHERWISE if word == use.get("otherwise")),
                                   "error"),
                    empty=tuple(self.words(use, "empty", where)),
                )
            )  # fmt: skip
            self.choice(use, "otherwise", where, OTHERWISE, "error")
        return uses

    def twice(
        self, uses: list[ColumnMapping], constants: Mapping[str, str], way: Way, holds: Kind
    ) -> None:
        """Two columns may be one field only when the later ones say that they are added."""
        first: dict[str, str] = {}
        for use in uses:
            where = (*way, "columns", use.column)
            if use.field in constants:
                told = _("“%(field)s” is a constant of the table and a column at once.")
                self.say(where, told % {"field": use.field})
            if use.field not in first:
                first[use.field] = use.column
            elif not use.append:
                told = _("“%(column)s” and “%(other)s” are both given to “%(field)s”. If they"
                         " belong together, write “append: true” at the later one.")  # fmt: skip
                names = {"column": first[use.field], "other": use.column, "field": use.field}
                self.say(where, told % names)
            elif not may_repeat(holds, use.field):
                told = _("“%(field)s” has one value; nothing can be added to it.")
                self.say(where, told % {"field": use.field})

    def known_field(self, name: str, way: Way, holds: Kind) -> None:
        known = fields_of(holds)
        if name in known:
            return
        near = get_close_matches(name, sorted(known), 3, 0.5)
        told = _("There is no field “%(field)s” in a table of %(kind)s. Similar: %(near)s.")
        self.say(way, told % {"field": name[:60], "kind": holds, "near": ", ".join(near) or "–"})

    def keys(self, plain: Mapping[Any, Any], known: tuple[str, ...], way: Way) -> None:
        for key in plain:
            if key not in known:
                told = _("“%(key)s” is not known here. Possible: %(known)s.")
                self.say((*way, str(key)), told % {"key": str(key)[:60], "known": ", ".join(known)})

    def mapping(self, plain: Mapping[Any, Any], key: str, way: Way) -> Mapping[Any, Any]:
        value = plain.get(key)
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return value
        self.say((*way, key), _("“%(key)s” has lines of the form “word: word”.") % {"key": key})
        return {}

    def text(self, plain: Mapping[Any, Any], key: str, way: Way) -> str:
        value = plain.get(key)
        if isinstance(value, Mapping | list):
            self.say((*way, key), _("“%(key)s” is one word or text.") % {"key": key})
            return ""
        return "" if value is None else str(value)

    def words(self, plain: Mapping[Any, Any], key: str, way: Way) -> list[str]:
        value = plain.get(key)
        if value is None:
            return []
        if isinstance(value, Mapping):
            self.say((*way, key), _("“%(key)s” is a list of words.") % {"key": key})
            return []
        return [str(each) for each in (value if isinstance(value, list) else [value])]

    def flag(self, plain: Mapping[Any, Any], key: str, way: Way) -> bool:
        value = plain.get(key, False)
        if not isinstance(value, bool):
            self.say((*way, key), _("“%(key)s” is true or false.") % {"key": key})
        return value is True

    def choice(
        self, plain: Mapping[Any, Any], key: str, way: Way, known: Sequence[str], usual: str
    ) -> str:
        value = plain.get(key, usual)
        if value in known:
            return str(value)
        told = _("“%(key)s” is one of: %(known)s.")
        self.say((*way, key), told % {"key": key, "known": ", ".join(known)})
        return usual

    def country(self, plain: Mapping[Any, Any]) -> str:
        value = self.text(plain, "country", ()) or "GE"
        if len(value) == 2 and value.isascii() and value.isalpha():
            return value.upper()
        self.say(("country",), _("A country has two letters, such as GE or US."))
        return "GE"

    def encoding(self, plain: Mapping[Any, Any]) -> str:
        value = self.text(plain, "encoding", ())
        if value and not encodings.known(value):
            told = _("There is no encoding “%(name)s”.") % {"name": value[:40]}
            self.say(("encoding",), told)
        return value

    def separators(self, use: Mapping[Any, Any], way: Way) -> tuple[str, ...]:
        words = self.words(use, "split", way)
        found = []
        for word in words:
            if word in SEPARATORS or (len(word) == 1 and word in SEPARATORS.values()):
                found.append(SEPARATORS.get(word, word))
            else:
                told = _("“split” is one of: %(known)s.") % {"known": ", ".join(SEPARATORS)}
                self.say((*way, "split"), told)
        return tuple(found)

    def values(self, use: Mapping[Any, Any], way: Way) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for theirs, ours in self.mapping(use, "values", way).items():
            if isinstance(ours, Mapping):
                told = _("Each of their words becomes one of ours, or a list of ours.")
                self.say((*way, "values", str(theirs)), told)
                continue
            listed = ours if isinstance(ours, list) else [ours]
            words = tuple(str(each) for each in listed if each is not None)
            found[squeezed(str(theirs))] = words
        return found
