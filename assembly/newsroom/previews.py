"""Previews: pages of unpublished texts, and the whole site at a future date."""

from contextlib import suppress
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, get_language_from_path, override

from assembly.core import clock
from assembly.core.permissions import may_view
from assembly.publishing.publication import Publication
from assembly.publishing.status import Status

from .models import Action, PreviewLink, Version, WorkingCopy
from .scheduling import due_copies
from .snapshots import apply_snapshot, temporarily_applied

PREVIEW_LINK_DAYS = 7  # validity of links for readers without an account
# What ends the links of a page: later texts were not meant for those who were shown this one.
ENDS_LINKS = [Action.PUBLISHED, Action.WITHDRAWN, Action.DELETED, Action.RECOVERED]
_signer = signing.Signer(salt="preview")


def preview_token(link):
    """Return the signed token of a link.

    It names more than the key: a database restored from a backup may give the key to another link.
    """
    return _signer.sign(f"{link.pk}-{link.object_id}-{link.made_at.timestamp():.0f}")


def preview_link_of(token):
    """Return the preview link of a token, or None if it has ended.

    `valid_preview_links` has the links that still show something.
    """
    try:
        pk, *_rest = _signer.unsign(token).split("-")
    except signing.BadSignature:
        return None
    link = PreviewLink.objects.valid().select_related("made_by").filter(pk=pk).first()
    if link is None or preview_token(link) != token:
        return None
    if link.record is None or not _may_share(link.made_by, link.record):
        end_preview_links(PreviewLink.objects.filter(pk=link.pk))  # whatever the maker may later
        return None
    return link


def valid_preview_links(record):
    """Return the valid preview links of a page, those that show its present draft.

    A link shows the working copy that it was made for, or the page itself while it has none.
    """
    copy = WorkingCopy.objects.of(record).first()
    links = PreviewLink.objects.of(record).valid().filter(copy_key=copy and copy.pk)
    if record.was_public:
        links = links.filter(made_at__gt=record.published_at)
    if entry := Version.objects.of(record).filter(action__in=ENDS_LINKS).first():
        links = links.filter(made_at__gt=entry.made_at)
    links = links.select_related("made_by")
    return [link for link in links if _may_share(link.made_by, record)]


def was_published_since(link):
    """Return whether the page of a link, or a working copy of it, was published after it."""
    record = link.record
    published = Version.objects.of(record).filter(action=Action.PUBLISHED)
    return record.is_public and (
        record.published_at >= link.made_at or published.filter(made_at__gte=link.made_at).exists()
    )


def end_preview_links(links):
    """End preview links for good: neither a recovered page nor a restored account revives them."""
    links.filter(revoked_at=None).update(revoked_at=timezone.now())


def _may_share(user, record):
    """Return whether a link's maker, if the account is still there, may see the page."""
    return user is not None and user.is_staff and may_view(user, record)


def preview_link_expiry():
    return timezone.now() + timedelta(days=PREVIEW_LINK_DAYS)


def render_preview(request, work, language):
    """Return the response with a draft's page in a language, as the public would see it."""
    model = type(work.record)
    with override(language), temporarily_applied(work.copy.content if work.copy else None):
        page = model._base_manager.get(pk=work.record.pk)
        if isinstance(page, Publication) and not page.is_public:
            page.published_at = page.published_at if page.was_public else clock.now()
            page.status = Status.PUBLISHED
            model._base_manager.filter(pk=page.pk).update(
                status=page.status, published_at=page.published_at
            )
        return render_public_page(request, page.get_absolute_url())


def render_site_as_of(request, moment, address, prefix):
    """Return the public page at an address on a future date, with everything scheduled by then.

    Its links lead to pages of the same date, below the prefix. Raises Resolver404 for an unknown
    address.
    """
    outside = get_script_prefix()
    set_script_prefix(prefix)
    try:
        with clock.preview_at(moment), temporarily_applied(None):
            for copy in due_copies(moment).order_by("published_at"):
                _apply_if_it_fits(copy.content)
            return render_public_page(request, address, prefix)
    finally:
        set_script_prefix(outside)


def _apply_if_it_fits(content):
    """Apply a snapshot, unless it conflicts with later changes."""
    with suppress(IntegrityError, ValidationError), transaction.atomic():
        apply_snapshot(content)


def render_public_page(request, address, prefix="/"):
    """Return the response of a public address, marked as a preview.

    It is not cached or indexed. Raises Resolver404 for an address that is not public.
    """
    with override(get_language_from_path(address) or get_language()):
        return _visit(request, address, prefix)


def _visit(request, address, prefix):
    view, args, kwargs = match = resolve(address)
    if "admin" in match.app_names:
        raise Resolver404
    preview = HttpRequest()
    preview.method = "GET"
    preview.path, preview.path_info = prefix.removesuffix("/") + address, address
    for name in ["GET", "META", "user", "session", "csp_nonce"]:
        setattr(preview, name, getattr(request, name))
    preview.resolver_match = match
    preview.is_preview, preview.moment = True, clock.previewed_moment()
    response = view(preview, *args, **kwargs)
    if hasattr(response, "render"):
        response.render()
    return mark_private(response)


def mark_private(response):
    """Return a response marked so that it is not cached or indexed."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
