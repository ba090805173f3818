#!/usr/bin/env python
"""Django's command-line entry point."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        reason = " ".join(str(error).split())
        sys.exit(f"The settings are invalid. {reason} See .env.example.")


if __name__ == "__main__":
    main()
