"""Stops taking in a file as soon as it is above the limit; nothing of it is kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

AROUND_THE_FILE = 64 * 1024
"""What a form holds besides its file: names of fields, boundaries."""


class NotAbove(FileUploadHandler):
    """Put before the other handlers; `refused` says that a file was above `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self.refused = False
        self._whole = 0

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Django calls it with (input, META, content_length, boundary, encoding)."""
        self._whole = args[2]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._whole > self.limit + AROUND_THE_FILE:
            self._skip()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.limit:
            self._skip()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _skip(self) -> None:
        self.refused = True
        raise SkipFile
