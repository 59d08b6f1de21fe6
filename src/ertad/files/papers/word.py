"""Documents for Word and LibreOffice from a template of ours."""

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docxtpl import DocxTemplate

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fill_docx(
    template: Path, context: Mapping[str, Any], *, language: str, title: str, at: datetime
) -> bytes:
    """`template` with the values of `context`, which are text only: nothing in them is run.

    `language` (ka, en, fr) and `title` are set as properties of the document.
    """
    paper = DocxTemplate(template)
    paper.init_docx()
    _set_language(paper.docx, language)
    paper.render(_clean(context), autoescape=True)
    about = paper.docx.core_properties
    about.title, about.author, about.language = _clean(title)[:250], "Ertad", language
    about.created = about.modified = at.replace(tzinfo=None)
    about.last_modified_by = "Ertad"
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_language(document: Any, language: str) -> None:
    region = {"ka": "ka-GE", "en": "en-GB", "fr": "fr-FR"}.get(language, language)
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), region)


def _clean(value: Any) -> Any:
    """Without what no XML file can hold."""
    match value:
        case str():
            return _NO_CHARACTER.sub("\ufffd", value)
        case Mapping():
            return {key: _clean(each) for key, each in value.items()}
        case list() | tuple():
            return [_clean(each) for each in value]
    return value
