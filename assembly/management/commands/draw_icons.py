from pathlib import Path

from django.core.management import BaseCommand

from assembly.core.colours import STYLESHEET
from assembly.pages import emblem


class Command(BaseCommand):
    help = "Redraw the site's icons in the colours of site.css."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=STYLESHEET.parent)

    def handle(self, folder, **options):
        (folder / "icon.svg").write_text(emblem.svg(), encoding="utf-8")
        icons = {size: emblem.drawn(size, corner=emblem.CORNER) for size in [16, 32, 48, 192, 512]}
        icons[192].save(folder / "icon-192.png", optimize=True)
        icons[512].save(folder / "icon-512.png", optimize=True)
        icons[48].save(
            folder / "favicon.ico",
            sizes=[(16, 16), (32, 32), (48, 48)],
            append_images=[icons[16], icons[32]],
        )
        # Systems crop these two to their own shape, so the emblem stays clear of the edge.
        emblem.drawn(512, span=38).save(folder / "icon-maskable.png", optimize=True)
        emblem.drawn(180, span=36).save(folder / "apple-touch-icon.png", optimize=True)
