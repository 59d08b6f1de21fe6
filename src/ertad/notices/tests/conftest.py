"""A mail server on this machine that really speaks SMTP, and a kind of letter for tests."""

import asyncio
import logging
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from ertad.notices.kinds import LetterKind, letter_kinds


class MailServer:
    """`arrived` holds what it took; `refused` addresses that it does not know.

    `dies` ends the connection after the letter was taken and before that is said; `slow` never
    comes to an end with a letter that it has `begun` to take.
    """

    def __init__(self) -> None:
        self.arrived: list[tuple[str, EmailMessage]] = []
        self.refused: dict[str, str] = {}
        self.dies = False
        self.slow = False
        self.begun = 0
        self.port = 0
        self._controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.begun += 1
        while self.slow:
            await asyncio.sleep(0.05)
            if server.transport is None or server.transport.is_closing():
                return "451 nobody listens"
        assert isinstance(envelope.content, bytes)
        letter: Any = message_from_bytes(envelope.content, policy=default)
        self.arrived.append((envelope.rcpt_tos[0], letter))
        if self.dies:
            assert server.transport is not None
            server.transport.close()
        return "250 taken"

    def start(self) -> None:
        self.port = self.port or _free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def connection(self) -> BaseEmailBackend:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        return get_connection(backend, host="127.0.0.1", port=self.port, timeout=5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def mail() -> Iterator[MailServer]:
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def overtaken() -> Iterator[set[str]]:
    """Ids of what letters of the kind "told" are about and need not be told any more."""
    ids: set[str] = set()
    kinds: Any = letter_kinds()
    kinds["told"] = LetterKind("told", "told", lambda letter: letter.about not in ids)
    yield ids
    del kinds["told"]
