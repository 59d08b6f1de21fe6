"""The keys of a mapping file, and the fields that a column may be given to."""

from collections.abc import Sequence

from tools.reference.writing import table

INSTITUTIONS = {
    "name": "Name of the institution",
    "code": "Short name on the command line",
    "kind": "Kind, a code of `organisation_type`",
    "phone": "Phone",
}


def page() -> str:
    from ertad.collection.lists.fields import KINDS, Kind, fields_of, label_of, may_repeat
    from ertad.collection.lists.keys import OF_A_COLUMN, OF_A_TABLE, OF_THE_LIST, Key

    def keys(known: Sequence[Key]) -> str:
        rows = [(f"`{key.name}`", key.values, key.usual, key.meaning) for key in known]
        return table(("Key", "Values", "Without it", "What it says"), rows)

    def label(field: str, kind: Kind) -> str:
        stem, _sep, language = field.partition("_")
        if kind == "institutions" and stem in INSTITUTIONS:
            return INSTITUTIONS[stem] + (f", {language}" if language else "")
        return label_of(field, kind)

    text = [
        "# Mapping",
        "",
        "What may stand in the file that says which column of a list is what.",
        "",
        "An example, and how it is used: [Lists of another shape](../guides/import.md). A key that"
        " is not here is refused with its line.",
        "",
        "## The list",
        "",
        keys(OF_THE_LIST),
        "## A table",
        "",
        keys(OF_A_TABLE),
        "## A column",
        "",
        "`Title: name` is short for `Title: {field: name}`.",
        "",
        keys(OF_A_COLUMN),
    ]
    for kind in KINDS:
        fields = [
            (f"`{field}`", label(field, kind), "yes" if may_repeat(kind, field) else "")
            for field in sorted(fields_of(kind))
        ]
        text += [f"## Fields of {kind}", "", table(("Field", "Meaning", "Several columns"), fields)]
    return "\n".join(text).rstrip() + "\n"
