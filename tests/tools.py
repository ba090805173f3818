"""Tools that a machine may lack: there a test is left out aloud, but never where CI runs."""

import os
import shutil

import pytest


def need(program, package):
    """Return the path of a program; without it skip the test, or fail it in CI."""
    if found := shutil.which(program):
        return found
    missing = f"{program} is not installed (Debian's package {package})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    return pytest.skip(missing)
