"""One letter over the mail server, and what its answer means."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from ertad.notices.models import Letter

STEPS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
THEN_EVERY = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Failure:
    """`kind` never holds the server's own words: they repeat the address."""

    kind: str
    final: bool
    """The recipient is refused for good; another attempt would be refused as well."""
    server: bool
    """The mail server itself fails: the other letters wait for it as well."""


def send(letter: Letter, over: BaseEmailBackend) -> Failure | None:
    """None when the mail server has taken the letter.

    A server that takes it and dies before it says so has sent it; nobody can know, and it is sent
    again. Its Message-ID stays the same, by which a mailbox may tell that the two are one.
    """
    try:
        if message_of(letter, over).send() != 1:
            return Failure("not taken", final=False, server=True)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        return Failure(f"recipient refused {codes[0]}", final=min(codes) >= 500, server=False)
    except smtplib.SMTPDataError as refused:
        code = refused.smtp_code
        return Failure(f"text refused {code}", final=code >= 500, server=False)
    except smtplib.SMTPResponseException as failed:
        return Failure(f"{type(failed).__name__} {failed.smtp_code}", final=False, server=True)
    except OSError as failed:  # of the connection, and all other errors of smtplib
        return Failure(type(failed).__name__, final=False, server=True)
    except ValueError as wrong:  # an address or a header that cannot be written
        return Failure(type(wrong).__name__, final=True, server=False)
    return None


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts (1 and more)."""
    return STEPS[attempts - 1] if attempts <= len(STEPS) else THEN_EVERY


def message_of(letter: Letter, over: BaseEmailBackend) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": f"<{letter.pk}@{domain}>",
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
        connection=over,
    )
    message.attach_alternative(letter.html, "text/html")
    return message
