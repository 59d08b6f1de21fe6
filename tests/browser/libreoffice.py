"""Fills a workbook by hand of LibreOffice: it opens the file, types into cells and saves it.

As a program it is run by Debian's own Python, which has LibreOffice's `uno`; `fill` is for tests.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}


def fill(source: Path, target: Path, cells: Mapping[str, Any], *, merge: str = "") -> Path:
    """Type `cells` ("Sheet.B3" -> text, number or =formula), merge a range, save as `target`."""
    order = {"source": str(source), "target": str(target), "cells": dict(cells), "merge": merge}
    result = subprocess.run(
        ["/usr/bin/python3", __file__],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    return target


def _main() -> None:
    import uno  # type: ignore[import-not-found]
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
    from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

    order = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"ertad-{Path(profile).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nodefault", "--nologo",
             f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        while True:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                try:
                    office.wait(timeout=0.1)
                except subprocess.TimeoutExpired:
                    continue
                raise
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        hidden = PropertyValue("Hidden", 0, True, 0)
        book = desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(order["source"]), "_blank", 0, (hidden,)
        )
        for place, value in order["cells"].items():
            sheet, _dot, cell = place.rpartition(".")
            found = book.Sheets.getByName(sheet).getCellRangeByName(cell)
            if isinstance(value, str):
                found.setFormula(value)
            else:
                found.setValue(value)
        if order["merge"]:
            sheet, _dot, area = order["merge"].rpartition(".")
            book.Sheets.getByName(sheet).getCellRangeByName(area).merge(True)
        kind = PropertyValue("FilterName", 0, FILTERS[Path(order["target"]).suffix], 0)
        book.storeToURL(uno.systemPathToFileUrl(order["target"]), (kind,))
        book.close(True)
        with suppress(Exception):  # the connection ends with the program
            desktop.terminate()
        office.wait(timeout=60)


if __name__ == "__main__":
    _main()
