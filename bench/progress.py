import sys


def say(what):
    """Show what is going on: on one line of a terminal, elsewhere line by line."""
    sys.stderr.write(f"\r\033[K{what}" if sys.stderr.isatty() else f"{what}\n")
    sys.stderr.flush()
