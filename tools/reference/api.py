"""What other rooms may call: the public functions and classes of engines and kernel."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.reference.reading import module_name, sources, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Public(NamedTuple):
    """`signature` is empty for a module."""

    module: str
    name: str
    signature: str
    doc: str


def page() -> str:
    text = [
        "# Python",
        "",
        "What engines and kernel offer to every room above them.",
    ]
    for each in public():
        if not each.name:
            text += ["", f"## {each.module}", "", each.doc]
        else:
            text += ["", f"### `{each.name}`", "", "```python", each.signature, "```"]
            text += ["", each.doc] if each.doc else []
    return "\n".join(text) + "\n"


def public() -> Iterator[Public]:
    """Each module that has something public, then what it has, in the order of the source."""
    for path in sources("engines", "kernel"):
        if path.name == "__init__.py" or "formats" in path.parts:
            continue
        module, body = module_name(path), tree(path)
        named = _exported(path.parent) if "engines" in path.parts else None
        own = [
            node
            for node in body.body
            if isinstance(node, Function | ast.ClassDef)
            and not node.name.startswith("_")
            and (named is None or node.name in named)
        ]
        if own:
            yield Public(module, "", "", ast.get_docstring(body) or "")
        for node in own:
            yield Public(module, node.name, _signature(node), ast.get_docstring(node) or "")
            if isinstance(node, ast.ClassDef):
                yield from _methods(module, node)


def _exported(folder: Path) -> set[str]:
    """What the `__init__.py` of an engine names in `__all__`."""
    for node in tree(folder / "__init__.py").body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List(elts=elements)):
                return {str(e.value) for e in elements if isinstance(e, ast.Constant)}
    return set()


def _methods(module: str, owner: ast.ClassDef) -> Iterator[Public]:
    for node in owner.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            name = f"{owner.name}.{node.name}"
            yield Public(module, name, _signature(node), ast.get_docstring(node) or "")


def _signature(node: Function | ast.ClassDef) -> str:
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(ast.unparse(base) for base in node.bases)
        return f"class {node.name}({bases})" if bases else f"class {node.name}"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"def {node.name}({ast.unparse(node.args)}){returns}"
