"""A file on its way to a person: named so that it is found again."""

import re
from urllib.parse import quote

from django.http import HttpResponse

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "pdf": "application/pdf",
    "vcf": "text/vcard; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
}
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|\u202a-\u202e\u2066-\u2069]+")
_LONGEST = 120


def send_file(
    content: bytes, *, plain: str, shown: str, kind: str, inline: bool = False
) -> HttpResponse:
    """`plain` is the file's name in ASCII, `shown` in any letters, both without ending.

    Kept by no cache unless the caller says so. `inline` lets a browser show it.
    """
    response = HttpResponse(content, content_type=TYPES.get(kind, "application/octet-stream"))
    ascii_name = re.sub(r"[^A-Za-z0-9_.-]+", "-", plain).strip("-.") or "file"
    name = " ".join(_NOT_IN_NAMES.sub(" ", shown).split())[:_LONGEST].strip(" .") or ascii_name
    ending = f".{kind}" if kind else ""
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = (
        f"{way}; filename=\"{ascii_name}{ending}\"; filename*=UTF-8''{quote(name + ending)}"
    )
    response["Cache-Control"] = "no-store"
    return response
