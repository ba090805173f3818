"""Files on a shared preview: their addresses carry a proof, which ends with the preview link."""

import re

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare

from assembly.media.uploads import UPLOAD_FOLDERS

from .previews import preview_link_of, preview_token, valid_preview_links

PROOF = "preview"  # the parameter of the address
_signer = signing.Signer(salt="file on a preview")


def with_proofs(response, link):
    """Return a rendered preview with a link's proof in the address of each uploaded file."""
    folders = "|".join(folder.name for folder in UPLOAD_FOLDERS)
    address = re.compile(rf"{re.escape(settings.MEDIA_URL)}((?:{folders})/[-\w]+\.\w+)", re.ASCII)
    token = preview_token(link)
    content = response.content.decode()
    proven = address.sub(lambda found: f"{found[0]}?{PROOF}={_proof(found[1], token)}", content)
    response.content = proven.encode()
    return response


def is_shown_by_link(path, proof):
    """Return whether a proof is for the file with this path, and its link still shows the page."""
    token, _separator, _signature = proof.rpartition(":")
    if not constant_time_compare(_proof(path, token), proof):
        return False
    link = preview_link_of(token)
    return link is not None and link in valid_preview_links(link.record)


def _proof(path, token):
    """Return the proof that the preview with a token shows a file."""
    return f"{token}:{_signer.signature(f'{path} {token}')}"
