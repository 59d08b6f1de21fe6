"""Ten thousand guesses at one account, each from an address of its own, and how it stands then.

    python -m benchmarks.guessing

Within one process, with the counts in the database as in real use.
"""

import statistics
import time

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import directory

GUESSES = 10_000
SIGN_IN = "/ka/account/sign-in/"
EMAIL = "guessed@example.org"


def figures() -> list[Figure]:
    with directory(10):
        from django.conf import settings
        from django.core.management import call_command
        from django.test import Client
        from django.utils.translation import override

        from ertad.people.models import User
        from ertad.people.sign_in import ClosedSignUp

        call_command("collectstatic", interactive=False, verbosity=0)
        settings.ALLOWED_HOSTS = ["testserver"]
        User.objects.create_user(EMAIL, "a-lamp-and-a-river", name="Somebody")
        client = Client()
        seconds = [_guess(client, number) for number in range(GUESSES)]
        last = client.post(SIGN_IN, {"login": EMAIL, "password": "guess"}, REMOTE_ADDR="10.9.9.9")
        client.post("/ka/account/sign-in/code/", {"email": EMAIL})
        with override("ka"):
            told = str(ClosedSignUp.error_messages["too_many_login_attempts"])
        letters = len(list((settings.VAR / "letters").glob("*")))
    return [
        Figure("A guess at a password that the limits refuse", statistics.median(seconds) * 1000,
               "ms", note=f"{GUESSES:,} guesses in {sum(seconds):.0f} s"),
        Figure("the same: a guess that is looked at (Argon2)", max(seconds[:5]) * 1000, "ms"),
        Figure("Guesses that were told to wait", float(told in last.content.decode()), at_least=1,
               note="a page, no error"),
        Figure("Letters by which the owner gets in meanwhile", letters, at_least=1),
    ]  # fmt: skip


def _guess(client: object, number: int) -> float:
    address = f"10.{number // 65025 % 250}.{number // 255 % 255}.{number % 255}"
    started = time.perf_counter()
    words = {"login": EMAIL, "password": f"guess-{number}"}
    client.post(SIGN_IN, words, REMOTE_ADDR=address)  # type: ignore[attr-defined]
    return time.perf_counter() - started


if __name__ == "__main__":
    print_figures(figures(), "Guessing at a password")
