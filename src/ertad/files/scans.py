"""A paper that was scanned and sent up: looked at by what it holds, never by what it is called.

A picture is written anew, so that neither its metadata nor anything hidden behind it is kept.
"""

import re
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from ertad.kernel.refused import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""An A4 sheet at 600 dots an inch has 35 million."""
SIDE = 3500
"""Longest side of what is kept: an A4 sheet at 300 dots an inch."""
ENDINGS = {"pdf": ("pdf",), "jpg": ("jpg", "jpeg"), "png": ("png",)}
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm)\b")
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")

EMPTY = _("The file is empty.")
LARGE = _("The file is larger than 10 MB. Scan it in grey at 200 dots an inch.")
NO_SCAN = _("This is neither a PDF nor a picture (JPEG or PNG). Send the scanned paper.")
NOT_WHAT_IT_SAYS = _("The file is not what its name says. Save it anew as PDF, JPEG or PNG.")
DAMAGED = _("The file is damaged. Scan the paper again.")
ACTIVE = _("This PDF holds a program or other files. Scan the paper, or print it into a plain PDF.")


@dataclass(frozen=True)
class Scan:
    """`kind`: pdf, jpg or png."""

    kind: str
    content: bytes


def checked_scan(content: bytes, file_name: str) -> Scan:
    """What is kept of the file. Raises Refused with words for the person."""
    if not content:
        raise Refused(EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(LARGE)
    kind = _kind(content)
    ending = _ENDING.search(file_name)
    if ending and ending[1].lower() not in ENDINGS[kind]:
        raise Refused(NOT_WHAT_IT_SAYS)
    return Scan(kind, _plain_pdf(content) if kind == "pdf" else _picture(content, kind))


def _kind(content: bytes) -> str:
    for start, kind in ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n", "png")):
        if content.startswith(start):
            return kind
    raise Refused(NO_SCAN)


def _plain_pdf(content: bytes) -> bytes:
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content:
        raise Refused(DAMAGED)
    if _ACTIVE.search(content):
        raise Refused(ACTIVE)
    return content


def _picture(content: bytes, kind: str) -> bytes:
    name = "JPEG" if kind == "jpg" else "PNG"
    try:
        with Image.open(BytesIO(content), formats=[name]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(LARGE)
            # Made small before anything else, so that a large one costs its own memory once.
            small = opened.convert("L") if opened.mode == "1" else opened
            small.thumbnail((SIDE, SIDE))
            plain = _on_white(ImageOps.exif_transpose(small))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError,
            SyntaxError) as error:  # fmt: skip
        raise Refused(DAMAGED) from error
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = BytesIO()
    bare.save(out, name, **({"quality": 85} if kind == "jpg" else {"optimize": True}))
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "L":
        return picture
    coloured = picture.convert("RGBA")
    white = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(white, coloured).convert("RGB")
