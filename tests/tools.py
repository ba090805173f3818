"""Programs that may be missing on a machine: the test is then skipped, but fails in CI."""

import os
import shutil

import pytest


def need(program, package):
    """Return the path of a program; without it skip the test, or fail it in CI."""
    path = f"{os.environ['PATH']}:/usr/sbin"  # where Debian has servers, of which users do not know
    if found := shutil.which(program, path=path):
        return found
    missing = f"{program} is not installed (Debian's package {package})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    return pytest.skip(missing)
