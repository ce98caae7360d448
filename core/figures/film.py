"""Many small pictures at once: one after the other as a GIF, or side by side on a sheet."""

import io
from math import isqrt

import numpy as np
from PIL import Image

FRAME = 100  # milliseconds a frame of the GIF
PAPER, INK = np.array([252, 251, 248]), np.array([28, 35, 51])


def coloured(pictures: np.ndarray) -> np.ndarray:
    """Ink from 0 to 1 as (..., 3) bytes: dark on paper."""
    ink = np.clip(pictures, 0, 1)[..., None]
    return np.rint(PAPER + ink * (INK - PAPER)).astype(np.uint8)


def gif(frames: np.ndarray, size: int = 256) -> bytes:
    """(S, P) pictures as an endless GIF, there and back."""
    side = isqrt(frames.shape[1])
    zoom = max(1, size // side)
    there = [Image.fromarray(coloured(frame.reshape(side, side)).repeat(zoom, 0).repeat(zoom, 1)) for frame in frames]
    file = io.BytesIO()
    both = there + there[-2:0:-1]
    both[0].save(file, "GIF", save_all=True, append_images=both[1:], duration=FRAME, loop=0)
    return file.getvalue()


def sheet(pictures: np.ndarray, columns: int, zoom: int = 5) -> np.ndarray:
    """(N, P) pictures side by side, as one large picture for st.image."""
    side = isqrt(pictures.shape[1])
    rows = -(-len(pictures) // columns)
    full = np.zeros((rows * columns, side, side), np.float32)
    full[: len(pictures)] = pictures.reshape(-1, side, side)
    framed = np.pad(full, ((0, 0), (0, 1), (0, 1)))
    whole = framed.reshape(rows, columns, side + 1, side + 1).swapaxes(1, 2).reshape(rows * (side + 1), -1)
    return coloured(whole).repeat(zoom, 0).repeat(zoom, 1)
