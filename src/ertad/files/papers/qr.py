"""QR codes as SVG: inside a page, or as a picture for a paper."""

from base64 import b64encode
from io import BytesIO

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4
"""Empty squares around a code, without which some telephones do not find it."""


def qr_svg(address: str, label: str) -> SafeString:
    """The code as an SVG element that grows with its box; `label` says where it leads."""
    code = _drawn(address).removeprefix("<svg ")
    return format_html('<svg role="img" aria-label="{}" {}', label, SafeString(code))


def qr_picture(address: str, label: str) -> SafeString:
    """The code as an `<img>`, which a PDF gives a text for those who do not see it."""
    data = b64encode(_drawn(address).encode()).decode()
    return format_html('<img class="qr" alt="{}" src="data:image/svg+xml;base64,{}">', label, data)


def _drawn(address: str) -> str:
    """Medium correction: a crumpled sheet can still be read. Raises ValueError when too long."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=QUIET, omitsize=True, xmldecl=False, nl=False, dark="#000",
        light="#fff", svgclass=None, lineclass=None,
    )  # fmt: skip
    return out.getvalue().decode()
