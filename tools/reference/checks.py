"""What checks and reading find in a file, and what to do about it."""

from tools.reference.writing import table


def page() -> str:
    from ertad.collection.checks import all_checks
    from ertad.files.spreadsheets.messages import REFUSALS

    found = [
        (
            f"`{check.code}`",
            check.severity,
            check.about,
            _plain(check.message),
            _plain(check.remedy),
        )
        for check in all_checks()
    ]
    refused = [
        (f"`{code}`", _plain(message.text), _plain(message.remedy))
        for code, message in REFUSALS.items()
    ]
    text = [
        "# Checks",
        "",
        "What is found in a file that was sent up, and what to do about it.",
        "",
        "An error keeps the row out until it is corrected; a warning is taken, and somebody should"
        " look. Every text is there in all three languages. `…` stands for what was found.",
        "",
        table(("Code", "Severity", "About", "Message", "What to do"), found),
        "## Files that are refused whole",
        "",
        "Nothing of such a file is taken.",
        "",
        table(("Code", "Message", "What to do"), refused),
    ]
    return "\n".join(text).rstrip() + "\n"


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _plain(text: object) -> str:
    said = str(text)
    return said % _Gaps() if "%(" in said else said
