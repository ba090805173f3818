"""Serves uploaded files, each only while a page, a preview or a permission shows it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from assembly.media.documents import MEDIA_TYPES
from assembly.media.uploads import UPLOAD_FOLDERS
from assembly.newsroom.previewed_files import PROOF, is_shown_by_link

# Caches ask each time whether the page that shows the file is still live.
PUBLIC, PRIVATE = "public, no-cache", "private, no-store"


@require_safe
def uploaded_file(request, folder, name, extension):
    """Serve an uploaded file with its verified media type, sandboxed.

    Documents can only be downloaded. Raises Http404 if nothing shows the file to this reader.
    """
    path = f"{folder}/{name}.{extension}"
    cache_control = _cache_control(request, UPLOAD_FOLDERS.by_name[folder], path)
    try:
        stored_at = int(default_storage.get_modified_time(path).timestamp())
        etag = f'"{name}.{extension}"'  # a stored file is never changed
        answer = get_conditional_response(request, etag, stored_at)
        # A file that the reader has already is not opened: a bucket would send it whole.
        answer = answer or _whole_file(folder, path)
    except FileNotFoundError as error:
        raise Http404("There is no such file.") from error
    answer["Cache-Control"] = cache_control
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(stored_at)
    return answer


def _whole_file(folder, path):
    response = FileResponse(
        default_storage.open(path), content_type=MEDIA_TYPES[path.rpartition(".")[2]]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if folder == "attachments":
        response["Content-Disposition"] = "attachment"
    return response


def _cache_control(request, folder, path):
    """Return how a file may be cached, by what shows it to this reader; raise Http404 otherwise."""
    if folder.is_public(path):
        return PUBLIC
    # The session is read only here, so that public files set no cookie.
    if is_shown_by_link(path, request.GET.get(PROOF, "")) or folder.may_open(request.user):
        return PRIVATE
    raise Http404("No page shows this file.")
