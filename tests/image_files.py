"""Image files with odd metadata or chunks, as cameras, editors and converters write them."""

import struct
import zlib

import PIL.Image

from .builders import picture_bytes

ORIENTATION, RESOLUTION = 0x0112, 0x011A


def chunk(kind, data):
    """Return a chunk of a PNG: its length, type, data and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size, depth, colour, rows, *chunks):
    """Return a PNG from its header's values, packed rows and further chunks (PNG, 11.2)."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + data + chunk(b"IEND", b"")


def png_claiming(width, height):
    """Return a PNG whose header declares a size that its data does not have."""
    content = picture_bytes("PNG")
    head = chunk(b"IHDR", struct.pack(">II", width, height) + content[24:29])
    return content[:8] + head + content[33:]


def jpeg_claiming(width, height):
    """Return a JPEG whose header declares a size that its data does not have."""
    content = picture_bytes()
    place = content.index(b"\xff\xc0") + 5
    return content[:place] + struct.pack(">HH", height, width) + content[place + 4 :]


def png_with_text(text):
    """Return a PNG with a compressed comment."""
    content = picture_bytes("PNG")
    return content[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(text)) + content[33:]


def with_segment(jpeg, marker, payload):
    """Return a JPEG with another segment at its start."""
    head = bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2)
    return jpeg[:2] + head + payload + jpeg[2:]


def tiff(*rows, tail=bytes(4)):
    """Return EXIF data of rows of tag, type, count and four bytes of value (TIFF 6.0, 2)."""
    packed = [struct.pack("<HHI", *row[:3]) + row[3] for row in rows]
    return b"II*\0" + struct.pack("<IH", 8, len(rows)) + b"".join(packed) + tail


def exif_jpeg(data):
    """Return a JPEG of 60 by 40 with EXIF data."""
    return with_segment(picture_bytes(), 0xE1, b"Exif\0\0" + data)


def turned(kind, **options):
    """Return an image of 60 by 40 that is to be turned by 90 degrees."""
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = 6
    return picture_bytes(kind, exif=exif.tobytes(), **options)


def grey_profile(gamma):
    """Return a colour profile for grey with this gamma (ICC.1:2001, 6)."""
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63_190, 65_536, 54_061)  # D50
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    places = [(b"wtpt", 156, len(white)), (b"kTRC", 156 + len(white), len(curve))]
    tags = b"".join(struct.pack(">4sII", *place) for place in places)
    body = struct.pack(">I", len(places)) + tags + white + curve
    head = struct.pack(
        ">I4sI4s4s4s", 128 + len(body), bytes(4), 0x2400000, b"mntr", b"GRAY", b"XYZ "
    )
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63_190, 65_536, 54_061)
    return head.ljust(128, b"\0") + body
