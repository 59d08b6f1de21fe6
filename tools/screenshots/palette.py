"""Pictures with 256 colours: a third of the size, and a screen looks the same."""

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

MOST = 256
PIXELS = """async (data) => {
  const image = new Image(); image.src = "data:image/png;base64," + data; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d"); context.drawImage(image, 0, 0);
  const bytes = context.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}"""


def reduced(picture: bytes, blank: Page) -> bytes:
    """The PNG with a palette; `blank` is any page without a policy, which decodes it."""
    width, height, pixels = blank.evaluate(PIXELS, base64.b64encode(picture).decode())
    raw = np.frombuffer(base64.b64decode(pixels), dtype=np.uint8).reshape(-1, 4)
    red, green, blue = (raw[:, part].astype(np.int64) for part in range(3))
    codes, where, counts = np.unique(
        red << 16 | green << 8 | blue, return_inverse=True, return_counts=True
    )
    kept = codes[np.argsort(-counts, kind="stable")[:MOST]]
    numbers = _nearest(_parts(codes), _parts(kept))[where].astype(np.uint8)
    return _png(width, height, _parts(kept).astype(np.uint8), numbers.reshape(height, width))


def _parts(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1)


def _nearest(colours: NDArray[np.int64], kept: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each colour the number of the kept one that is most like it."""
    found = [
        ((part[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        for part in np.array_split(colours, len(colours) // 2000 + 1)
    ]
    return np.concatenate(found)


def _png(width: int, height: int, palette: NDArray[np.uint8], numbers: NDArray[np.uint8]) -> bytes:
    rows = np.concatenate([np.zeros((height, 1), np.uint8), numbers], axis=1).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (*parts, (b"IEND", b""))))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, content = part
    length, check = len(content), zlib.crc32(kind + content)
    return struct.pack(">I", length) + kind + content + struct.pack(">I", check)
