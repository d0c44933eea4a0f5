"""Pictures of pixels: looked at before anybody unpacks them."""

from io import BytesIO

MOST_PIXELS = 12_000_000  # 4,000 by 3,000: more than a page can show, and little enough to be drawn on paper


def fault_of(data: bytes) -> tuple[str, str] | None:
    """What is wrong with a picture and what to do about it, read from its first bytes alone; None where nothing is."""
    from PIL import Image, UnidentifiedImageError  # what serves pages never needs it

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return "This picture cannot be opened, or it has far too many pixels.", "Save it again, smaller."
    if width * height > MOST_PIXELS:
        return f"This picture has {width:,} by {height:,} pixels.", "Make it smaller: 1,280 pixels across is enough."
    return None
