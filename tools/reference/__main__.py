"""`python -m tools.reference` writes all pages; with `check` it exits with 1 where one is stale."""

import sys

from tools.reference.pages import FOLDER, made


def main(words: list[str]) -> int:
    pages = made()
    stale = [name for name, text in pages.items() if _there(name) != text]
    extra = [path for path in FOLDER.glob("*.md") if path.name not in pages]
    if words == ["check"]:
        for name in (*stale, *(path.name for path in extra)):
            print(f"docs/reference/{name} is out of date: run make docs", file=sys.stderr)
        return 1 if stale or extra else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages[name], encoding="utf-8")
    for path in extra:
        path.unlink()
    print(f"{len(pages)} pages, {len(stale)} written anew.")
    return 0


def _there(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
