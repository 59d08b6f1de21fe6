"""Makes one PDF and ends: the process that `pdf.py` starts. Imports nothing of Ertad.

Reads JSON from standard input: `variants` (the same paper as HTML, roomiest first), `most_pages`;
writes the first variant that has no more pages (else the last one) to standard output, tagged as
PDF/UA. Fetches nothing but our own static files (`static:look/...`) and `data:` addresses.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

ROOMS = Path(__file__).resolve().parents[2]
MOST_PAGES = 40
DATA_BYTES = 200_000
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
ENDS_WITH_TOO_MANY_PAGES = 3


def main() -> int:
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (asked["bytes"], asked["bytes"]))

    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    most = asked["most_pages"] or MOST_PAGES
    for variant in asked["variants"]:
        paper = HTML(string=variant, base_url="static:", url_fetcher=_fetcher()).render(
            font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
        )
        if len(paper.pages) <= most:
            break
    if len(paper.pages) > MOST_PAGES:
        return ENDS_WITH_TOO_MANY_PAGES
    sys.stdout.buffer.write(paper.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))
    return 0


def _fetcher() -> Any:
    """Made here, so that nothing is imported before the limits stand."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OurFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:") and len(url) <= DATA_BYTES:
                return super().fetch(url, headers)
            if url.startswith("static:"):
                if (path := _static(url.removeprefix("static:"))) is None:
                    raise FatalURLFetchingError(url)
                kind = {"Content-Type": TYPES.get(path.suffix, "application/octet-stream")}
                return URLFetcherResponse(url, path.read_bytes(), kind)
            raise ValueError("not one of our files")

    return OurFilesOnly(allowed_protocols=["data"], allow_redirects=False)


def _static(name: str) -> Path | None:
    """Where `look/fonts/firago-400.woff2` is; None for what is not ours."""
    root = (ROOMS / name.partition("/")[0] / "static").resolve()
    path = (root / name).resolve()
    if root.parent.parent != ROOMS or not path.is_relative_to(root) or not path.is_file():
        return None
    return path


if __name__ == "__main__":
    raise SystemExit(main())
