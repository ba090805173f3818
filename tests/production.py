"""Runs the site's commands as in production."""

import os
import subprocess
import sys

from django.conf import settings


def production(*command, **variables):
    """Run a command of manage.py as in production; return its output."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x9" * 40 + "qwertyuiop",
        "ALLOWED_HOSTS": "www.example.org",
        "DATABASE_URL": "sqlite:///:memory:",
        "DEBUG": "False",
        **variables,
    }
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
