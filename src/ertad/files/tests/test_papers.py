"""PDFs are made apart, within limits, and fetch nothing but what is ours."""

import re
import subprocess
import threading
import time
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from ertad.files.papers import NoPaper, PaperBusy, kept_paper, print_pdf
from ertad.files.papers import pdf as printer
from ertad.files.papers.kept import forget_papers
from ertad.files.papers.qr import qr_picture, qr_svg
from ertad.files.tests.papers import needs_pango, objects, pages


def page(body: str, title: str = "ერთად", language: str = "ka") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title}</title>'
        '<link rel="stylesheet" href="static:files/paper.css"></head>'
        f"<body>{body}</body></html>"
    )


@needs_pango
def test_a_paper_is_tagged_titled_and_brings_its_letters() -> None:
    made = print_pdf([page("<h1>გამარჯობა</h1><p>Bonjour, 12 ₾</p>")])
    assert made.startswith(b"%PDF-1.7")
    plain = objects(made)
    assert b"/Marked true" in plain
    assert b"/Lang (ka)" in plain or b"/Lang <" in plain
    assert b"FiraGO" in plain
    assert b"pdfuaid" in plain


@needs_pango
def test_the_first_variant_that_fits_is_printed_else_the_last() -> None:
    long, short = page("<p>A line</p>" * 200), page("<p>A line</p>")
    assert pages(print_pdf([long, short], most_pages=1)) == 1
    assert pages(print_pdf([long], most_pages=1)) > 1


@needs_pango
def test_nothing_is_fetched_but_our_own_files() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        secret = "file:///etc/hostname"
        body = (
            f'<link rel="stylesheet" href="{here}/a.css"><img alt="" src="{here}/b.png">'
            f'<img alt="" src="{secret}"><link rel="attachment" href="{secret}">'
            f'<p style="background:url({here}/c.png)">A line</p>'
        )
        made = print_pdf([page(body)])
        server.shutdown()
    assert made.startswith(b"%PDF")
    assert asked == []
    assert b"/EmbeddedFile" not in objects(made)


@needs_pango
@pytest.mark.parametrize(
    "name", ["look/nothing.css", "look/../../../kernel/clock.py", "nowhere/x.css", "/etc/passwd"]
)
def test_a_file_that_is_not_ours_ends_the_paper(name: str) -> None:
    with pytest.raises(NoPaper):
        print_pdf([page(f'<img alt="" src="static:{name}">')])


@needs_pango
def test_too_large_too_long_and_too_slow_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoPaper, match="too large"):
        print_pdf([page("x" * (printer.HTML_BYTES + 1))])
    with pytest.raises(NoPaper, match="failed"):
        print_pdf([page('<p style="break-after:page">A</p>' * 60)])
    monkeypatch.setattr(printer, "SECONDS", 1)
    begun = time.monotonic()
    with pytest.raises(NoPaper):
        print_pdf([page("<table>" + "<tr><td>word<td>word" * 20_000 + "</table>")])
    assert time.monotonic() - begun < 15


def test_when_enough_are_made_at_once_one_is_asked_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printer, "pdf_available", lambda: True)
    monkeypatch.setattr(printer, "WAIT_SECONDS", 0.05)
    monkeypatch.setattr(printer, "_turns", threading.BoundedSemaphore(1))
    with printer._turns, pytest.raises(PaperBusy):
        print_pdf([page("<p>A line</p>")])


def test_without_pango_there_is_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "pdf_available", lambda: False)
    with pytest.raises(NoPaper):
        print_pdf([page("<p>A line</p>")])


def test_a_paper_is_kept_for_a_minute_and_memory_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ertad.files.papers import kept

    forget_papers()
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"x" * 1000

    assert kept_paper("a", make) == kept_paper("a", make)
    assert len(made) == 1
    monkeypatch.setattr(kept, "MOST_BYTES", 2500)
    for number in range(10):
        kept_paper(number, make)
    assert sum(len(content) for _until, content in kept._kept.values()) <= 2500
    monkeypatch.setattr(kept, "SECONDS", -1)
    kept_paper("b", make)
    kept_paper("b", make)
    assert len(made) == 13
    forget_papers()


def test_a_code_holds_the_address_and_says_where_it_leads() -> None:
    import segno

    address = "https://services.example.org/ka/institution/1/"
    picture = qr_picture(address, "<the page>")
    assert 'alt="&lt;the page&gt;"' in picture
    drawn = b64decode(re.search(r"base64,([^\"]+)", picture)[1]).decode()  # type: ignore[index]
    assert _dark_squares(drawn) == {
        (x, y)
        for y, row in enumerate(segno.make(address, error="m", micro=False).matrix)
        for x, dark in enumerate(row)
        if dark
    }
    assert qr_svg(address, "To the page").startswith('<svg role="img" aria-label="To the page"')


def _dark_squares(svg: str) -> set[tuple[int, int]]:
    """What is drawn, without the quiet border of four."""
    path = re.search(r'stroke="#000" d="([^"]+)"', svg)
    assert path
    x = y = 0.0
    squares = set()
    for letter, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        values = [float(n) for n in re.findall(r"-?\d*\.?\d+", numbers)]
        if letter == "M":
            x, y = values
        elif letter == "m":
            x, y = x + values[0], y + values[1]
        else:
            squares |= {(int(x) + n - 4, int(y) - 4) for n in range(int(values[0]))}
            x += values[0]
    return squares


def test_the_printer_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}

    def run(*args: Any, **named: Any) -> subprocess.CompletedProcess[bytes]:
        told.update(named)
        return subprocess.CompletedProcess(args, 0, b"%PDF", b"")

    monkeypatch.setattr(printer, "pdf_available", lambda: True)
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(subprocess, "run", run)
    print_pdf([page("<p>A line</p>")])
    assert "SECRET_KEY" not in told["env"]
