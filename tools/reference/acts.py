"""Every act that leaves a trace, as it is called in the audit trail."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tools.reference.reading import ROOMS, module_name, sources, tree
from tools.reference.writing import first_paragraph, table

Function = ast.FunctionDef | ast.AsyncFunctionDef


def page() -> str:
    rows = [
        (f"`{act}`", "; ".join(says), ", ".join(f"`{where}`" for where in places))
        for act, (says, places) in sorted(acts().items())
    ]
    text = [
        "# Acts",
        "",
        "Every act that leaves a trace: one audit row and the revisions, in one transaction.",
        "",
        table(("Act", "What it does", "Where"), rows),
    ]
    return "\n".join(text).rstrip() + "\n"


def acts() -> dict[str, tuple[list[str], list[str]]]:
    """Act -> what its functions say of themselves, and the files they are in."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for path in sources():
        for act, function in _traced(path):
            says, places = found[act]
            said = first_paragraph(ast.get_docstring(function) or ast.get_docstring(tree(path)))
            where = str(path.relative_to(ROOMS))
            if said not in says:
                says.append(said)
            if where not in places:
                places.append(where)
    return dict(found)


def _traced(path: Path) -> Iterator[tuple[str, Function]]:
    for function in ast.walk(tree(path)):
        if not isinstance(function, Function):
            continue
        for call in ast.walk(function):
            match call:
                case ast.Call(
                    func=ast.Name(id="traced" | "note_reading"),
                    args=[ast.Constant(value=str(act)), *_],
                ):
                    yield act, function
                case ast.Call(
                    func=ast.Name(id="traced"),
                    args=[ast.Attribute(value=ast.Name(id="move"), attr="act"), *_],
                ):
                    for act in _moves(function, path):
                        yield act, function


def _moves(function: Function, path: Path) -> Iterator[str]:
    """The acts of `move = SOME_MOVES["round.open"]` in the same function; two where one of two, all
    of the table where the caller says which."""
    acts: list[str] = []
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id=table), slice=ast.Name()) if table.endswith(
                "_MOVES"
            ):
                acts += getattr(import_module(module_name(path)), table)
            case ast.Subscript(value=ast.Name(id=table), slice=key) if table.endswith("_MOVES"):
                chosen = [key.body, key.orelse] if isinstance(key, ast.IfExp) else [key]
                acts += [str(each.value) for each in chosen if isinstance(each, ast.Constant)]
    if not acts:
        raise ValueError(f"{function.name} does not say which move it makes")
    yield from dict.fromkeys(acts)
