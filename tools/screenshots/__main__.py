"""`python -m tools.screenshots [NAME...]`: takes all pictures, or those named."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tools.screenshots.demo import running_demo
from tools.screenshots.palette import reduced
from tools.screenshots.pictures import PICTURES, Picture

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def main(names: list[str]) -> None:
    if unknown := set(names) - {picture.name for picture in PICTURES}:
        sys.exit(f"There is no picture {', '.join(sorted(unknown))}.")
    chosen = [picture for picture in PICTURES if not names or picture.name in names]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_demo() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for picture in chosen:
            content = _take(browser, address, picture)
            (FOLDER / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name}: {len(content) // 1024} KB", flush=True)
        browser.close()
    if not names:
        for path in FOLDER.glob("*.png"):
            if path.stem not in {picture.name for picture in PICTURES}:
                path.unlink()


def _take(browser: Browser, address: str, picture: Picture) -> bytes:
    context = browser.new_context(
        base_url=address, viewport=picture.size, locale="en", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    if picture.account:
        _sign_in(context, picture.account)
    picture.lead(page)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    taken = page.screenshot()
    blank = browser.new_page()
    small = reduced(taken, blank)
    blank.close()
    context.close()
    return small


def _sign_in(context: BrowserContext, account: str) -> None:
    from ertad.demo.accounts import PASSWORD

    page = context.new_page()
    page.goto("/en/account/sign-in/")
    page.locator("input[name=login]").fill(f"{account}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/work/")
    page.goto("/en/work/")  # the greeting has been shown
    page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
