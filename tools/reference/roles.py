"""Roles, what each is for, and the table of rights: role, right, scope."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from tools.reference.writing import table


def page() -> str:
    from ertad.kernel.rights import rights
    from ertad.kernel.roles import Role
    from ertad.people.role_labels import ROLE_LABELS

    given = [
        (f"`{role.value}`", ROLE_LABELS.get(role, "given to no account"), _giver(role))
        for role in Role
    ]
    text = [
        "# Roles",
        "",
        "Who is who, who gives a role, and who may do and see what.",
        "",
        "A person has roles in institutions. The tables below are the ones that acts, screens and"
        " [`tests/test_access.py`](../../tests/test_access.py) ask; that test walks every address"
        " and fails on one that names no right. Who may move a round or a file is also in"
        " [States and moves](states.md).",
        "",
        table(("Role", "Called", "Given by"), given),
        "## Rights",
        "",
        "In the own institution: for its records only; neither a parent institution nor a branch is"
        " the own one. Whoever acts for an institution by a right that holds for every one"
        " says why where the last column says so; the history and the audit trail keep it. The"
        " installation itself (the command line, scheduled work) may do everything. What is"
        " published is seen by everybody and needs no right.",
        "",
        table(
            ("Right", "What", "Own institution", "Every institution", "Says why"),
            list(_rows(rights().values())),
        ),
        "## The same, by role",
        "",
        "The rights that a role holds, and where.",
        "",
        table(("Role", "Own institution", "Every institution"), list(_by_role(rights().values()))),
    ]
    return "\n".join(text).rstrip() + "\n"


def who(name: str) -> str:
    """Whoever holds a right, with the scope."""
    from ertad.kernel.rights import rights

    own, everywhere = _holders(rights()[name])
    scopes = ((own, "own institution"), (everywhere, "every institution"))
    return "; ".join(f"{roles} ({scope})" for roles, scope in scopes if roles)


def _rows(rights: Iterable[Any]) -> Iterator[tuple[str, str, str, str, str]]:
    for right in rights:
        says_why = "yes" if right.reason and right.everywhere else ""
        yield f"`{right.name}`", str(right.label), *_holders(right), says_why


def _holders(right: Any) -> tuple[str, str]:
    """In words: who holds it in the own institution, and who in every one."""
    from ertad.kernel.roles import MEMBERS

    if right.mine:
        return "whoever it belongs to", ""
    if not right.own | right.everywhere:
        return "", "the installation"
    own = right.own - right.everywhere
    words = ["every member"] if own >= MEMBERS - right.everywhere else sorted(own & MEMBERS)
    return ", ".join([*words, *sorted(own - MEMBERS)]), ", ".join(sorted(right.everywhere))


def _by_role(rights: Collection[Any]) -> Iterator[tuple[str, str, str]]:
    from ertad.kernel.roles import Role

    for role in Role:
        own = [f"`{right.name}`" for right in rights if role in right.own - right.everywhere]
        everywhere = [f"`{right.name}`" for right in rights if role in right.everywhere]
        yield f"`{role.value}`", ", ".join(own), ", ".join(everywhere)


def _giver(role: Any) -> str:
    from ertad.people.role_labels import ROLE_LABELS
    from ertad.people.rules import ROLES_BY_ADMIN

    if role not in ROLE_LABELS:
        return ""
    return "coordinator, institution admin" if role in ROLES_BY_ADMIN else "coordinator"
