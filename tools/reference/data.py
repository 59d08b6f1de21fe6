"""Every model and field, with its privacy class, meaning, who sees it and how long it is kept."""

from collections.abc import Iterator

from tools.reference.writing import table


def page() -> str:
    from ertad.privacy.dictionary import dictionary
    from ertad.privacy.retaining import how_long

    text = [
        "# Data",
        "",
        "Every model and field, who may see it, how long it is kept, and what it means.",
        "",
        "Public: anyone who may see the record. Internal: about work, for members of the network."
        " Personal: about an identifiable person. Nothing here holds special-category data."
        " The auditor has the same on screen and as a spreadsheet.",
        "",
        "## How long",
        "",
        _retention(),
    ]
    for model in dictionary():
        rows = [
            (
                f"`{field.name}`",
                field.kind,
                field.privacy.value,
                "; ".join(how_long(rule) for rule in field.rules),
                field.meaning,
            )
            for field in model.fields
        ]
        text += [
            "",
            f"## {model.label}",
            "",
            *([model.what, ""] if model.what else []),
            f"Seen by: {model.seen_by}",
            "",
            table(("Field", "Kind", "Privacy", "Kept", "Meaning"), rows).rstrip(),
        ]
    return "\n".join(text) + "\n"


def _retention() -> str:
    return table(
        ("What", "Record", "What for", "How long", "Then", "Who sees it"), _rules()
    ).rstrip()


def _rules() -> Iterator[tuple[str, ...]]:
    from ertad.kernel.retention import retention
    from ertad.privacy.retaining import how_long, what_goes

    for rule in retention():
        yield (
            str(rule.label), f"`{rule.model}`", str(rule.why), how_long(rule), what_goes(rule),
            str(rule.seen_by),
        )  # fmt: skip
