"""Roles, what each is for, and who may change what in the directory."""

from tools.reference.writing import table


def page() -> str:
    from ertad.directory.rules import MAY
    from ertad.kernel.roles import Role
    from ertad.people.role_labels import ROLE_LABELS
    from ertad.people.rules import ROLES_BY_ADMIN

    given = [
        (
            f"`{role.value}`",
            ROLE_LABELS.get(role, "given to no account"),
            _giver(role, ROLES_BY_ADMIN),
        )
        for role in Role
    ]
    may = [(f"`{act}`", ", ".join(sorted(roles))) for act, roles in sorted(MAY.items())]
    text = [
        "# Roles",
        "",
        "Who is who, who gives a role, and who may change what in the directory.",
        "",
        "A person has roles in institutions. Who gets into which screen is in"
        " [`tests/test_access.py`](../../tests/test_access.py), which fails on an address that it"
        " does not list; who may move a round or a file is in [States and moves](states.md).",
        "",
        table(("Role", "Called", "Given by"), given),
        "## Changing the directory",
        "",
        "For services of the own institution. The coordinator may do all of it for any institution,"
        " with a reason that the history keeps.",
        "",
        table(("Act", "Roles"), may),
    ]
    return "\n".join(text).rstrip() + "\n"


def _giver(role: str, by_admin: frozenset[str]) -> str:
    from ertad.people.role_labels import ROLE_LABELS

    if role not in ROLE_LABELS:
        return ""
    return "coordinator, institution admin" if role in by_admin else "coordinator"
