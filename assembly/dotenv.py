"""Write a `.env` for development if there is none: `python -m assembly.dotenv`."""

import secrets
from pathlib import Path

DOTENV = Path(__file__).resolve().parent.parent / ".env"


def write(path):
    """Write DEBUG and a random SECRET_KEY; leave an existing file alone."""
    try:
        with path.open("x") as file:
            file.write(f"DEBUG=True\nSECRET_KEY={secrets.token_urlsafe(50)}\n")
    except FileExistsError:
        return


if __name__ == "__main__":
    write(DOTENV)
