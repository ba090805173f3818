"""The site's settings in production, with its static files in the folder of the measurements."""

from assembly.settings import *  # noqa: F403
from assembly.settings import BASE_DIR

STATIC_ROOT = BASE_DIR / ".bench" / "static"
