"""What fields and formulas of Office documents do, by their codes."""

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from .refusals import TOO_COMPLEX, active_content

# Fields that run or fetch something when they are updated (ECMA-376, part 1, section 17.16.5).
FIELDS = {
    "DDE": "dde",
    "DDEAUTO": "dde",
    "LINK": "linked",
    "DATABASE": "remote",
    "IMPORT": "remote",
    "INCLUDETEXT": "remote",
}
ONLY_FROM_ELSEWHERE = ("IMPORT", "INCLUDETEXT")
FIELD_NAME = re.compile(r"\W*(\w+)")
DEEPEST = 100  # fields within fields; Word allows twenty
QUOTED = re.compile(r"\W*QUOTE\b(.*)", re.IGNORECASE | re.DOTALL)

TEXT_IN_FORMULA = re.compile(r'"[^"]*"')
# A program, its topic and item (cmd|'/c calc'!A0), and functions that start or fetch something.
DDE_IN_FORMULA = re.compile(r"[\w.\]]\s*\|\s*(?:'(?:[^']|'')*'|[^\s!|]+)\s*!")
ACTIVE_FUNCTION = re.compile(
    r"(?<![\w.])(?:_xlfn\.|com\.sun\.star\.\w+\.)*"
    r"(?:CALL|EXEC|REGISTER(?:\.ID)?|RTD|DDE|WEBSERVICE|IMAGE)\s*\(",
    re.IGNORECASE,
)

# A path of a computer's own drive, as in C:\\Templates\\Letter.dotx or file:///C:/Letter.dotx.
OWN_DRIVE = re.compile(
    r"(?:file:)?/*[a-z][:|](?:/|$)|file:(?!//)|file://(?:localhost)?/(?!/)", re.IGNORECASE
)
ELSEWHERE = re.compile(r"//|[a-z][a-z0-9+.-]+:", re.IGNORECASE)

# Links that run something when they are clicked, instead of leading to a page.
SCRIPT_ADDRESS = re.compile(
    r"(?:javascript|vbscript|data|macro|script|service|slot|vnd\.sun\.star\.(?:script|cmd)|\.uno"
    r"|ms-msdt|search-ms|mhtml)\s*:",
    re.IGNORECASE,
)


def is_elsewhere(address):
    """Return whether a reader's computer would have to ask another one for an address."""
    address = unquote(address).strip().replace("\\", "/")
    return not OWN_DRIVE.match(address) and bool(ELSEWHERE.match(address))


def is_script(address):
    """Return whether an address runs something, instead of naming a page or a file."""
    return bool(SCRIPT_ADDRESS.match("".join(unquote(address).split())))


def refuse_active_formula(formula):
    """Raise ValidationError if a formula of a sheet starts a program or fetches something."""
    bare = TEXT_IN_FORMULA.sub('""', formula)
    if DDE_IN_FORMULA.search(bare):
        raise active_content("dde", formula)
    if ACTIVE_FUNCTION.search(bare):
        raise active_content("formula", formula)


def refuse_active_field(code):
    """Raise ValidationError if a field's code is one that starts or fetches something."""
    name = FIELD_NAME.match(code)
    name = name[1].upper() if name else ""
    if name in FIELDS and (name not in ONLY_FROM_ELSEWHERE or _mentions_elsewhere(code)):
        raise active_content(FIELDS[name], code)


def _mentions_elsewhere(code):
    return any(is_elsewhere(word.replace("\\\\", "\\")) for word in re.split(r'[\s"]+', code))


class FieldCodes:
    """Puts together the codes of a text's fields, which stand in pieces, one within another.

    The result of an inner field is part of the code of the outer one, so that
    { { QUOTE 68 68 69 } cmd } is a DDE field.
    """

    def __init__(self):
        self._open = [[]]  # the pieces of each field begun; the first is outside of any

    def begin(self):
        if len(self._open) > DEEPEST:
            raise ValidationError(TOO_COMPLEX)
        self._open.append([])

    def add(self, piece):
        self._open[-1].append(piece)

    def end(self):
        if len(self._open) > 1:
            result = self._finish(self._open.pop())
            if len(self._open) > 1:
                self.add(result)

    def end_paragraph(self):
        """Look at a code that no field was begun for."""
        self._finish(self._open[0])
        self._open[0] = []

    def end_text(self):
        while len(self._open) > 1:
            self.end()
        self.end_paragraph()

    def _finish(self, pieces):
        code = "".join(pieces)
        refuse_active_field(code)
        quoted = QUOTED.match(code)
        return "".join(map(_quoted_word, quoted[1].split())) if quoted else code


def _quoted_word(word):
    """Return what the field QUOTE makes of a word: numbers are codes of characters."""
    return chr(int(word)) if re.fullmatch(r"[0-9]{1,5}", word) else word.strip('"')
