"""A sealed file: encrypted in chunks, so that any other byte, order or length is found.

What can be read without the key is a mark, the number of the format and the salt, and at the end a
second mark. The key comes from BACKUP_KEY and the salt by scrypt and is new for each file. Each
chunk is AES-256-GCM; its nonce is its number and whether it is the last one, and it is bound to the
head of the file (the STREAM construction). So chunks cannot be left out, moved, repeated or added.
"""

import hashlib
import hmac
import io
import secrets
from functools import lru_cache
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ertad.site.backup.refused import CutOff, Damaged, NotABackup, OtherFormat, WrongKey

MARK, END = b"ERTAD BACKUP", b"END OF BACKUP"
FORMAT = 1
SALT = PROOF = CHECK = TAG = 16
HEAD = len(MARK) + 1 + SALT + PROOF + CHECK
"""Mark, format, salt, proof that a key is the right one, and a digest of these four."""
CHUNK = 1024 * 1024


class Sealed(io.RawIOBase):
    """Writes a sealed file; whole only when it was closed. The file under it stays open."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self._file = file
        self._head, self._cipher = _head_and_cipher(key, secrets.token_bytes(SALT))
        self._waiting = bytearray()
        self._chunks = 0
        file.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._chunk(last=False)
        return len(data)

    def finish(self) -> None:
        self._chunk(last=True)
        self._file.write(END)

    def _chunk(self, *, last: bool) -> None:
        plain = bytes(self._waiting[:CHUNK])
        del self._waiting[:CHUNK]
        self._file.write(self._cipher.encrypt(_nonce(self._chunks, last), plain, self._head))
        self._chunks += 1


class Opened(io.RawIOBase):
    """Reads a sealed file; no byte is handed on before its chunk was found to be whole.

    Raises NotABackup, OtherFormat, WrongKey, CutOff or Damaged, here and while it is read.
    """

    def __init__(self, file: BinaryIO, key: str) -> None:
        self._file = file
        self._head, self._cipher = _read_head(file, key)
        self._left = _between_head_and_end(file)
        self._chunks = 0
        self._plain = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._plain and self._left:
            self._plain = memoryview(self._chunk())
        size = min(len(buffer), len(self._plain))
        buffer[:size] = self._plain[:size]
        self._plain = self._plain[size:]
        return size

    def _chunk(self) -> bytes:
        at = self._file.tell()
        sealed = self._file.read(min(CHUNK + TAG, self._left))
        self._left -= len(sealed)
        try:
            nonce = _nonce(self._chunks, last=not self._left)
            plain = self._cipher.decrypt(nonce, sealed, self._head)
        except InvalidTag:
            raise Damaged(at) from None
        self._chunks += 1
        return plain


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _head_and_cipher(key: str, salt: bytes) -> tuple[bytes, AESGCM]:
    derived = _derived(key, salt)
    named = MARK + bytes([FORMAT]) + salt
    proof = hmac.digest(derived[32:], named, "sha256")[:PROOF]
    head = named + proof
    return head + hashlib.sha256(head).digest()[:CHECK], AESGCM(derived[:32])


@lru_cache(maxsize=2)
def _derived(key: str, salt: bytes) -> bytes:
    """One half encrypts, the other proves that it is the key of this file."""
    return Scrypt(salt=salt, length=64, n=2**15, r=8, p=1).derive(key.encode())


def _read_head(file: BinaryIO, key: str) -> tuple[bytes, AESGCM]:
    head = file.read(HEAD)
    if not head.startswith(MARK):
        raise NotABackup
    if len(head) < HEAD:
        raise CutOff
    if head[len(MARK)] != FORMAT:
        raise OtherFormat(head[len(MARK)])
    if hashlib.sha256(head[:-CHECK]).digest()[:CHECK] != head[-CHECK:]:
        raise Damaged(len(MARK))
    salt = head[len(MARK) + 1 :][:SALT]
    expected, cipher = _head_and_cipher(key, salt)
    if not hmac.compare_digest(expected, head):
        raise WrongKey
    return head, cipher


def _between_head_and_end(file: BinaryIO) -> int:
    """Bytes of the chunks. The mark at the end tells a file that was cut off from a damaged one."""
    size = file.seek(0, io.SEEK_END) - HEAD - len(END)
    if size < TAG:
        raise CutOff
    file.seek(-len(END), io.SEEK_END)
    if file.read() != END:
        raise CutOff
    file.seek(HEAD)
    return size
