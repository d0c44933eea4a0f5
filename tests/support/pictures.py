"""Small pictures, made here."""

from io import BytesIO

from PIL import Image


def png(width: int = 4, height: int = 3) -> bytes:
    """A white PNG."""
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()
