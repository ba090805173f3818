"""PDFs: which are accepted (ISO 32000-2)."""

import json
import re
import subprocess
import sys
from pathlib import Path

from django.core.exceptions import ValidationError

from .refusals import DAMAGED_DOCUMENT, LOCKED_DOCUMENT, TOO_COMPLEX, active_content

PDF_MARK = b"%PDF-"
MARK_WITHIN = 1024  # bytes: what comes before it is ignored (annex I.3.4 of PDF 1.7)
# What may not come before it: another type of file.
DISGUISED = re.compile(
    rb"<(?:script|html|!doctype|svg[\s>])|\A(?:MZ|PK|GIF8|\x7fELF|\x89PNG|\xff\xd8)", re.IGNORECASE
)

INSPECTION = Path(__file__).with_name("pdf_inspection.py")
REFUSALS = {"damaged": DAMAGED_DOCUMENT, "locked": LOCKED_DOCUMENT, "complex": TOO_COMPLEX}
MAX_WAIT = 20  # seconds: its own limit is of processor time


def is_pdf(content):
    """Return whether bytes are a PDF, even after a byte order mark, blank lines or a header."""
    before, mark, _after = content[: MARK_WITHIN + len(PDF_MARK)].partition(PDF_MARK)
    return bool(mark) and not DISGUISED.search(before)


def refuse_harmful_pdf(content):
    """Raise ValidationError if a PDF is damaged or locked, or acts on the reader's computer."""
    command = [sys.executable, "-I", str(INSPECTION)]
    try:
        # Without the environment, which has the keys of the site.
        done = subprocess.run(
            command, input=content, capture_output=True, env={}, timeout=MAX_WAIT, check=True
        )
    # It ran into a limit, or the library crashed.
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise ValidationError(TOO_COMPLEX) from error
    found = json.loads(done.stdout)
    if found is None:
        return
    kind, name = found
    if kind in REFUSALS:
        raise ValidationError(REFUSALS[kind])
    raise active_content(kind, name)
