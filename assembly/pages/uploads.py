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
        file, changed_at = default_storage.open(path), default_storage.get_modified_time(path)
    except FileNotFoundError as error:
        raise Http404("There is no such file.") from error
    response = FileResponse(file, content_type=MEDIA_TYPES[extension])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = cache_control
    response["ETag"] = f'"{name}.{extension}"'  # a stored file is never changed
    response["Last-Modified"] = http_date(changed_at.timestamp())
    if folder == "attachments":
        response["Content-Disposition"] = "attachment"
    answer = get_conditional_response(
        request, response["ETag"], int(changed_at.timestamp()), response
    )
    if answer is not response:
        file.close()
    return answer


def _cache_control(request, folder, path):
    """Return how a file may be cached, by what shows it to this reader; raise Http404 otherwise."""
    if folder.is_public(path):
        return PUBLIC
    # The session is read only here, so that public files set no cookie.
    if is_shown_by_link(path, request.GET.get(PROOF, "")) or folder.may_open(request.user):
        return PRIVATE
    raise Http404("No page shows this file.")
