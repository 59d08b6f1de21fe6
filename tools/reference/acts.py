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
    told_by_callers = {function.name: at for function, at in _takes_act(path)}
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
                case ast.Call(func=ast.Name(id=name), args=args) if name in told_by_callers:
                    match args[told_by_callers[name]]:
                        case ast.Constant(value=str(act)):
                            yield act, function
                case ast.Call(
                    func=ast.Name(id="traced"),
                    args=[
                        ast.Attribute(value=ast.Name(id="move"), attr="act") | ast.Name(id="act"),
                        *_,
                    ],
                ) if function.name not in told_by_callers:
                    for act in _moves(function, path):
                        yield act, function


def _takes_act(path: Path) -> Iterator[tuple[Function, int]]:
    """Functions of the module that note the act that their callers name, and its place among the
    arguments."""
    for function in tree(path).body:
        if not isinstance(function, Function):
            continue
        names = [argument.arg for argument in function.args.args]
        notes = (
            call
            for call in ast.walk(function)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("traced", "note_reading")
            and isinstance(call.args[0], ast.Name)
        )
        if "act" in names and any(notes):
            yield function, names.index("act")


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
