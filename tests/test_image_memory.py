"""The largest accepted images need a bounded part of a server's memory."""

import subprocess
import sys
from pathlib import Path

import PIL.Image
import pytest

from .builders import encoded

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc"),
]

MEGABYTES = 400

# Prints by how many kilobytes a process grew at most while it prepared the image in a file.
PREPARE = """
import pathlib, re, sys
from django.core.files import File
from assembly.media import pictures

def peak():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s*(\\d+)", status)[1])

idle = peak()
with open(sys.argv[1], "rb") as file:
    picture = pictures.read_picture(File(file))
pictures.encode_original(picture)
for _rendition in pictures.encode_renditions(picture):
    pass
print(peak() - idle)
"""


def large(kind, size, mode, **options):
    """Return a large image that is quickly made: a flat one with some detail in it."""
    picture = PIL.Image.new(mode, size)
    picture.paste(PIL.Image.linear_gradient("L").convert(mode), (100, 100))
    return encoded(picture, kind, **options)


@pytest.mark.parametrize(
    ("kind", "size", "mode", "options"),
    [
        ("WEBP", (5000, 5000), "RGBA", {"method": 0}),
        ("JPEG", (7070, 7070), "RGB", {"progressive": True, "subsampling": 0}),
    ],
)
def test_an_image_needs_at_most_400_mb(settings, tmp_path, kind, size, mode, options):
    file = tmp_path / "large"
    file.write_bytes(large(kind, size, mode, **options))

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PREPARE, file],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "assembly.settings", "SECRET_KEY": "x"},
        capture_output=True,
        text=True,
    )

    assert done.stderr == ""
    assert int(done.stdout) <= MEGABYTES * 1024
