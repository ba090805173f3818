"""Looks through every object of a PDF for what acts on the reader's computer (ISO 32000-2).

`pdf_documents` runs this file as a program of its own, so that a PDF made to exhaust memory or to
crash the library ends only that program. It therefore imports nothing from the project.
"""

import json
import re
import resource
import sys
from contextlib import suppress
from io import BytesIO

import pikepdf

MEGABYTE = 1024 * 1024
MAX_MEMORY = 400 * MEGABYTE
MAX_SECONDS = 5  # of processor time
MAX_STREAM = 32 * MEGABYTE  # of the streams that hold objects, unpacked; others stay packed

# Actions (section 12.6.4), annotations (12.5.6) and types of objects, and what they are.
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/GoToE": "embedded",
    "/SubmitForm": "form",
    "/ImportData": "form",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
}
ANNOTATIONS = {
    "/FileAttachment": "embedded",
    "/RichMedia": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/Screen": "media",
    "/3D": "media",
}
TYPES = {"/EmbeddedFile": "embedded"}
# Entries that hold such content, unless they are empty.
HOLDERS = {
    "/JavaScript": "script",
    "/EmbeddedFiles": "embedded",
    "/EF": "embedded",
    "/Collection": "embedded",
    "/XFA": "xfa",
    "/RichMediaContent": "media",
}
# Names that are long enough not to occur in compressed data by chance.
RAW_NAMES = re.compile(
    rb"/(?:JavaScript|Launch|GoToE|SubmitForm|ImportData|Rendition|RichMedia|GoTo3DView"
    rb"|FileAttachment|EmbeddedFile)\b"
)
# Warnings of qpdf that objects or pages are lost. It decodes the streams of objects, and no others.
LOSSES = ("error decoding stream data", "Pages tree includes non-dictionary object")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

STARTERS = ("/OpenAction", "/AA")  # entries whose actions begin by themselves

SCRIPT_ADDRESS = re.compile(r"\s*(?:java|vb)script:", re.IGNORECASE)
# Of another computer: a network path, or an address with a scheme other than that of a drive.
ELSEWHERE = re.compile(r"\s*(?:[/\\]{2}|[a-z][a-z0-9+.-]+:)", re.IGNORECASE)

# Names that make it worth to look at an object closely. qpdf writes names without escapes, and an
# address that is no script in the plain way.
WORTH_A_LOOK = re.compile(
    rb"/(?:JavaScript|JS|Launch|GoToE|GoToR|SubmitForm|ImportData|Rendition|Movie|Sound|RichMedia\w*"
    rb"|GoTo3DView|Thread|FileAttachment|Screen|3D|EmbeddedFiles?|EF|Collection|XFA|OpenAction|AA|Ref)\b"
    rb"|/F [(<]|/URI (?!\((?:https?|mailto):|[/>])"
)


class FoundError(Exception):
    """The PDF has something that it may not have: its kind, and its name or address."""

    def __init__(self, kind, name=""):
        super().__init__(kind)
        self.kind = kind
        self.name = name


def inspect_pdf(content):
    """Return (kind, name) of the first harm found in a PDF's bytes, or None if there is none.

    The kind is "locked", "damaged", "complex" or a key of `refusals.ACTIVE_CONTENT`.
    """
    # A file with its end cut off or overwritten is read by its objects; the longest arrays of real
    # ones list its pages.
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM,
        png_max_memory=MAX_STREAM,
        tiff_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
        parser_max_container_size_damaged=100_000,
    )
    exceeded = pikepdf.settings.qpdf_limit_errors()
    try:
        with pikepdf.open(BytesIO(content), inherit_page_attributes=False) as pdf:
            _require_pages(pdf)
            # First what says most clearly what the document is.
            first = [pdf.Root.get(key) for key in ("/AcroForm", "/Names", "/OpenAction")]
            for obj in (*first, *pdf.objects, pdf.trailer):
                _inspect_object(obj)
            warnings = " ".join(map(str, pdf.get_warnings()))
            # Past a limit, qpdf takes objects for empty.
            if pikepdf.settings.qpdf_limit_errors() > exceeded or "bad_alloc" in warnings:
                return "complex", ""
            if warnings:
                _inspect_damaged(content, pdf, warnings)
    except FoundError as found:
        return found.kind, found.name
    except pikepdf.PasswordError:
        return "locked", ""
    except pikepdf.PikepdfError as error:
        # A lock of another maker, such as one that opens with a certificate.
        return ("locked" if "encrypt" in str(error) else "damaged"), ""
    # What pikepdf makes of inconsistent objects.
    except (RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return "damaged", ""
    return None


def _require_pages(pdf):
    """Refuse a document of which pages are missing, as when the end of its file is."""
    waiting, seen, pages = [pdf.Root.get("/Pages")], set(), 0
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            raise FoundError("damaged")
        if isinstance(node.get("/Kids"), pikepdf.Array):
            seen.add(node.objgen)
            waiting.extend(node.Kids)
        else:
            pages += 1
    if not pages:
        raise FoundError("damaged")


def _inspect_damaged(content, pdf, warnings):
    """Look at the bytes of a file that is not quite in order, since readers mend it differently.

    What qpdf took for the end of an object, or for an older version of it, may be one for others.
    """
    if any(loss in warnings for loss in LOSSES):
        raise FoundError("damaged")
    streams = (obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream))
    packed = (obj.read_bytes() for obj in streams if obj.get("/Type") == "/ObjStm")
    for data in (content, *packed):
        plain = ESCAPED.sub(lambda escaped: bytes([int(escaped[1], 16)]), data)
        if found := RAW_NAMES.search(plain):
            name = found[0].decode()
            raise FoundError({**ACTIONS, **ANNOTATIONS, **TYPES}[name])


def _inspect_object(obj):
    if isinstance(obj, pikepdf.Stream):
        obj = obj.stream_dict
        if isinstance(obj.get("/F"), (pikepdf.String, pikepdf.Dictionary)):
            raise FoundError("remote", _name(obj))  # its data stand in another file
    if isinstance(obj, pikepdf.Name):  # an action may refer to it for its kind
        _refuse_kind(ACTIONS, obj)
    elif _is_container(obj) and WORTH_A_LOOK.search(obj.unparse(resolved=True)):
        waiting = [obj]
        while waiting:
            part = waiting.pop()
            if isinstance(part, pikepdf.Dictionary):
                _inspect_dictionary(part)
                part = part.as_dict().values()
            # Indirect objects come by themselves.
            waiting += [one for one in part if _is_container(one) and not one.is_indirect]


def _inspect_dictionary(entries):
    """Refuse a dictionary that is an action, an annotation or a holder of active content."""
    _refuse_kind(ACTIONS, entries.get("/S"), entries)
    _refuse_kind(ANNOTATIONS, entries.get("/Subtype"), entries)
    _refuse_kind(TYPES, entries.get("/Type"), entries)
    for key, kind in HOLDERS.items():
        if key in entries and not _is_empty(entries[key]):
            raise FoundError(kind, _name(entries))
    action = entries.get("/S")
    if action == "/URI" and SCRIPT_ADDRESS.match(_name(entries)):
        raise FoundError("script")
    if action in ("/GoToR", "/Thread") and ELSEWHERE.match(_name(entries)):
        raise FoundError("remote", _name(entries))
    if isinstance(entries.get("/Ref"), pikepdf.Dictionary) and "/F" in entries.Ref:
        raise FoundError("remote", _name(entries.Ref))  # shows a page of another file
    for key in STARTERS:
        if isinstance(entries.get(key), pikepdf.Dictionary):
            for started in (entries[key], *entries[key].as_dict().values()):
                if isinstance(started, pikepdf.Dictionary) and started.get("/S") == "/URI":
                    raise FoundError("remote", _name(started))


def _refuse_kind(kinds, name, entries=None):
    if isinstance(name, pikepdf.Name) and str(name) in kinds:
        raise FoundError(kinds[str(name)], _name(entries) if entries is not None else "")


def _is_container(value):
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array))


def _is_empty(value):
    """Return whether nothing is in a value: programs leave behind the tree of what was removed."""
    if isinstance(value, pikepdf.Dictionary):
        return all(_is_empty(inner) for inner in (value.get("/Names"), value.get("/Kids"))) and (
            not set(value.keys()) - {"/Names", "/Kids", "/Limits"}
        )
    return value is None or (isinstance(value, (pikepdf.Array, pikepdf.String)) and not len(value))


def _name(entries, depth=3):
    """Return the name or address of the file to which a dictionary refers, or an empty text."""
    for key in ("/UF", "/F", "/FS", "/Win", "/URI", "/EmbeddedFiles", "/Names"):
        value = entries.get(key)
        if isinstance(value, pikepdf.Array) and len(value):
            value = value[0]  # of the names of a tree
        if isinstance(value, pikepdf.String):
            value = bytes(value)
            is_utf16 = value.startswith(b"\xfe\xff")
            return value.decode("utf-16" if is_utf16 else "latin-1", "replace")
        if isinstance(value, pikepdf.Dictionary) and depth and (name := _name(value, depth - 1)):
            return name
    return ""


def main():
    """Answer on standard output, as JSON, for the PDF that comes on standard input."""
    # Not every system knows both limits.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    json.dump(inspect_pdf(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
