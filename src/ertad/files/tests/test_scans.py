"""A scanned paper is known by what it holds; of a picture only the picture is kept."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from ertad.files.scans import SIDE, checked_scan
from ertad.kernel.refused import Refused


def picture(
    kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_kept_and_nothing_behind_it(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Zcamera"
    sent = picture(kind, exif=exif) + b"<script>alert(1)</script>"
    kept = checked_scan(sent, "paper.JPG" if kind == "JPEG" else "paper.png")
    assert opened(kept.content).size == (40, 30)
    assert b"Zcamera" not in kept.content
    assert b"script" not in kept.content


def test_a_sheet_that_lies_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = checked_scan(picture("JPEG", exif=exif), "paper.jpeg")
    assert opened(kept.content).size == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_kind_of_picture_is_read(mode: str) -> None:
    kept = checked_scan(picture("PNG", mode=mode), "paper.png")
    assert opened(kept.content).mode in ("L", "RGB")


def test_what_is_transparent_is_white() -> None:
    kept = checked_scan(picture("PNG", mode="RGBA"), "paper.png")
    assert opened(kept.content).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_one_is_made_smaller() -> None:
    kept = checked_scan(picture("PNG", (SIDE * 2, 100), "1"), "paper.png")
    assert opened(kept.content).size == (SIDE, 50)


def test_a_picture_that_says_it_is_huge_is_not_unpacked() -> None:
    for side in (7_000, 100_000):
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunk = b"IHDR" + head
        sent = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
        sent += struct.pack(">I", zlib.crc32(chunk))
        with pytest.raises(Refused):
            checked_scan(sent, "paper.png")


def test_half_a_picture_is_damaged() -> None:
    sent = picture("JPEG", (400, 300), quality=95)
    with pytest.raises(Refused, match=r".+"):
        checked_scan(sent[: len(sent) // 2], "paper.jpg")


def test_a_plain_pdf_is_kept_as_it_is() -> None:
    sent = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\nstartxref\n9\n%%EOF\n"
    assert checked_scan(sent, "paper.pdf").content == sent
    assert checked_scan(sent, "no ending").kind == "pdf"
