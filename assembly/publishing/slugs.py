"""Addresses of pages: made from titles, and never dead."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from slugify import slugify

from assembly.core.languages import per_language

from .models import FormerSlug


def slug_is_free(page):
    """Say whether no other page of the kind had this page's address before."""
    former = FormerSlug.objects.of_kind(type(page)).filter(slug=page.slug)
    return not (former.exclude(object_id=page.pk) if page.pk else former).exists()


def pages_at_others_slugs(model):
    """Return the pages of a kind at addresses that lead to others; only SQL puts them there."""
    former = FormerSlug.objects.of_kind(model).filter(slug=OuterRef("slug"))
    return model._base_manager.filter(Exists(former.exclude(object_id=OuterRef("pk"))))


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


def page_at(pages, slug):
    """Return the page of a queryset that has an address, or had it before; None where none."""
    return (
        pages.filter(slug=slug).first()
        or pages.filter(slug=current_slug(pages.model, slug)).first()
    )


def keep_former_slug(page, slug):
    """Let an address lead to the page for ever, whatever its address is now.

    Where it led to another page already, it still does.
    """
    if slug != page.slug:
        kind = ContentType.objects.get_for_model(page)
        FormerSlug.objects.get_or_create(
            content_type=kind, slug=slug, defaults={"object_id": page.pk}
        )
    FormerSlug.objects.of(page).filter(slug=page.slug).delete()


def reserve_slug(page):
    """Let nobody else have the address of a page that is about to go."""
    kind = ContentType.objects.get_for_model(page)
    FormerSlug.objects.get_or_create(
        content_type=kind, slug=page.slug, defaults={"object_id": page.pk}
    )


def take_over_slugs(page, other):
    """Let all addresses of another page of the kind, which is about to go, lead to this one."""
    FormerSlug.objects.of(other).update(object_id=page.pk)
    FormerSlug.objects.of(page).filter(slug=page.slug).delete()
    keep_former_slug(page, other.slug)
