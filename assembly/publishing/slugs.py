"""Addresses of pages: made from titles, and never dead."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from slugify import slugify

from assembly.core.languages import per_language

from .models import FormerSlug


def slug_is_free(page):
    """Say whether no other page of the kind had this page's address before."""
    others = FormerSlug.objects.of_kind(type(page)).filter(slug=page.slug)
    return not others.exclude(object_id=page.pk or 0).exists()


def proposed_slug(page):
    """Return a free address made from the title, or "" where no title has a letter.

    The first language that has a title counts; other alphabets are transliterated.
    """
    titles = [getattr(page, column) or "" for column in per_language("title")]
    slug = next((made for title in titles if (made := slugify(title, max_length=90))), "")
    if slug.isdigit():
        slug = f"{page._meta.model_name}-{slug}"
    if not slug:
        return ""
    # These are one more than the taken addresses, so that one of them is free.
    taken = _taken_slugs(page, slug)
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 2))
    return next(one for one in [slug, *numbered] if one not in taken)


def _taken_slugs(page, slug):
    """Return the addresses, this one and those with a number after it, that other pages have."""
    pages = type(page)._base_manager.exclude(pk=page.pk)
    former = FormerSlug.objects.of_kind(type(page)).exclude(object_id=page.pk or 0)
    # The first condition is one that an index answers.
    like_it = Q(slug__startswith=slug, slug__regex=rf"^{slug}(-[0-9]+)?$")
    return {
        one
        for rows in [pages, former]
        for one in rows.filter(like_it).values_list("slug", flat=True)
    }


def current_slug(model, slug):
    """Return the address that the page of a kind has now which had this one; else this one."""
    former = FormerSlug.objects.of_kind(model).filter(slug=slug).first()
    page = former and model._base_manager.filter(pk=former.object_id).first()
    return page.slug if page else slug


def keep_former_slug(page, before):
    """Let an address that readers may know lead to the page, whatever its address is now."""
    if before != page.slug and getattr(page, "was_public", True):
        kind = ContentType.objects.get_for_model(page)
        FormerSlug.objects.get_or_create(content_type=kind, object_id=page.pk, slug=before)
    FormerSlug.objects.of(page).filter(slug=page.slug).delete()
