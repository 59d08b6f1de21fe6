"""What reading notices by itself: of files, of sheets, of single cells, and of rows to match."""

from django.utils.translation import gettext_lazy as _

from ertad.collection.checks.registry import About, Declared, Severity, declare, is_declared
from ertad.files.spreadsheets.messages import (
    CELL_PROBLEMS,
    REFUSALS,
    SHEET_PROBLEMS,
    Message,
)

E, W = Severity.ERROR, Severity.WARNING

NOTICED: tuple[Declared, ...] = (
    ("other_institution", E, "file",
     _("This workbook was made for another institution: %(name)s."),
     _("Take your own workbook from the page of the round and copy your values into it.")),
    ("other_round", E, "file",
     _("This workbook was made for another round: %(title)s."),
     _("Take the workbook of this round and copy your values into it.")),
    ("identity_changed", E, "file",
     _("The hidden sheet that says whose workbook this is was changed."),
     _("Take a fresh workbook from the page of the round and copy your values into it.")),
    ("no_identity", W, "file",
     _("This is not the workbook of the round but a list of your own. It was read by its headers."),
     _("Look carefully at what would be new and what would change.")),
    ("services_not_found", E, "file",
     _("No table of services was found: no row has headers that we know."),
     _("Take the workbook of the round, or write headers such as Name, Type and Phone.")),
    ("nothing_in_it", E, "file",
     _("The table of services has no rows."),
     _("Fill in at least one row, save the file and send it again.")),
    ("same_file", W, "file",
     _("The same file was sent before, on %(day)s. Sending it again changes nothing."),
     _("If you meant to correct something, save the workbook and choose the new file.")),
    ("sheet_not_read", W, "sheet",
     _("The sheet “%(sheet)s” was not read."),
     _("If the data matters, copy it into the sheets of the workbook.")),
    ("merged_rows", E, "cell",
     _("The cells %(range)s are merged, so it is not clear to which row the value belongs."),
     _("Undo the merging and write the value into each row.")),
    ("type_unknown", E, "cell",
     _("“%(text)s” is not a type of service. Similar: %(nearest)s."),
     _("Choose from the list of the column.")),
    ("municipality_unknown", E, "cell",
     _("“%(text)s” is not a municipality. Similar: %(nearest)s."),
     _("Choose from the list of the column.")),
    ("value_unknown", E, "cell",
     _("“%(text)s” is not in the list of this column. Similar: %(nearest)s."),
     _("Choose from the list of the column, or leave the cell empty.")),
    ("one_value_only", E, "cell",
     _("The cell has several values where only one is possible."),
     _("Keep one of them.")),
    ("state_unknown", E, "cell",
     _("“%(text)s” is not a state of a row."),
     _("Choose “correct as it is”, “changed” or “ended”.")),
    ("programme_unknown", W, "cell",
     _("The programme “%(text)s” is not known and was left out. Similar: %(nearest)s."),
     _("Ask the coordinator to add the programme.")),
    ("id_twice", E, "service",
     _("Row %(other)s has the same hidden id: a row was copied."),
     _("Delete the copy. If it is a new service, write it into an empty row at the end.")),
    ("id_unknown", E, "service",
     _("The hidden id of the row is not known here."),
     _("Write the service into an empty row at the end and delete this row.")),
    ("id_of_another", E, "service",
     _("The service of this row belongs to another institution now: %(name)s."),
     _("If it is yours, ask the coordinator. Delete the row to go on.")),
    ("name_unclear", E, "service",
     _("Several of your services are called “%(text)s”, and the row has lost its hidden id."),
     _("Take a fresh workbook and write the changes there.")),
    ("matched_by_name", W, "service",
     _("The row has lost its hidden id; it was taken for your service of the same name."),
     _("Look whether the changes fit this service.")),
    ("merged_into", W, "service",
     _("Meanwhile the service became one with “%(name)s”; the row is taken for that one."),
     _("Look whether the changes fit.")),
    ("merged_and_ended", W, "service",
     _("Meanwhile the service became one with that of row %(other)s, so it was not ended."),
     _("If that one has ended too, choose “ended” in its row.")),
    ("merged_twice", E, "service",
     _("Meanwhile the service became one with that of row %(other)s, and both rows change it."),
     _("Write all changes into one of the two rows and delete the other.")),
    ("ended_before", W, "service",
     _("A service of this name ended on %(day)s. This row is taken for a new one."),
     _("If it is the old one again, ask the coordinator to open it.")),
    ("changed_meanwhile", W, "service",
     _("Somebody changed this meanwhile: the directory says “%(current)s”, you sent “%(sent)s”."),
     _("Choose which of the two is right.")),
    ("similar_row", W, "service",
     _("Row %(other)s is very similar: “%(text)s”."),
     _("If both are the same service, delete one row.")),
    ("serves_assumed", W, "service",
     _("Nothing says whose people can come; the municipality of the address was taken."),
     _("Write all municipalities that the service is for.")),
    ("owner_unknown", W, "service",
     _("“%(text)s” runs the service, but is not known as an institution. Similar: %(nearest)s."),
     _("Nothing to do: the coordinator finds the owner.")),
    ("same_row_sent", W, "service",
     _("The row says that it changed, but nothing is new."),
     _("If something changed, write the new value over the old one.")),
)  # fmt: skip

for row in NOTICED:
    declare(*row)

OURS_INSTEAD = frozenset({"legacy_font_converted", "no_header_row"})
"""Messages of `files` in whose place this room says more."""

FROM_FILES: tuple[tuple[About, dict[str, Message]], ...] = (
    ("file", REFUSALS),
    ("sheet", SHEET_PROBLEMS),
    ("cell", CELL_PROBLEMS),
)
for about, messages in FROM_FILES:
    for code, known in messages.items():
        if code not in OURS_INSTEAD and not is_declared(code):
            declare(code, E if known.severity == "error" else W, about, known.text, known.remedy)
