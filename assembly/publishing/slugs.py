"""Slugs: made from titles, and redirected for ever after a change."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from slugify import slugify

from assembly.core.languages import per_language

from .models import FormerSlug


def slug_is_free(page):
    """Return whether no other page of the model used to have this page's slug."""
    former = FormerSlug.objects.of_kind(type(page)).filter(slug=page.slug)
    return not (former.exclude(object_id=page.pk) if page.pk else former).exists()


def pages_at_others_slugs(model):
    """Return the pages whose slug is a former one of another page, as only SQL can cause."""
    former = FormerSlug.objects.of_kind(model).filter(slug=OuterRef("slug"))
    return model._base_manager.filter(Exists(former.exclude(object_id=OuterRef("pk"))))


def proposed_slug(page):
    """Return a free slug made from the title, or "" if no title contains letters.

    The first title counts, in the order of languages; other scripts are transliterated.
    """
    titles = [getattr(page, column) or "" for column in per_language("title")]
    slug = next((made for title in titles if (made := slugify(title, max_length=90))), "")
    if slug.isdigit():
        slug = f"{page._meta.model_name}-{slug}"
    if not slug:
        return ""
    # One candidate more than taken slugs, so at least one is free.
    taken = _taken_slugs(page, slug)
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 2))
    return next(one for one in [slug, *numbered] if one not in taken)


def _taken_slugs(page, slug):
    """Return the slugs of other pages that equal this one, apart from a number at the end."""
    pages = type(page)._base_manager.exclude(pk=page.pk)
    former = FormerSlug.objects.of_kind(type(page)).exclude(object_id=page.pk or 0)
    # The first condition can use an index.
    like_it = Q(slug__startswith=slug, slug__regex=rf"^{slug}(-[0-9]+)?$")
    return {
        one
        for rows in [pages, former]
        for one in rows.filter(like_it).values_list("slug", flat=True)
    }


def current_slug(model, slug):
    """Return the current slug of the page that used to have this one; else this one."""
    former = FormerSlug.objects.of_kind(model).filter(slug=slug).first()
    page = former and model._base_manager.filter(pk=former.object_id).first()
    return page.slug if page else slug


def page_at(pages, slug):
    """Return the page of a queryset that has or had a slug, or None."""
    return (
        pages.filter(slug=slug).first()
        or pages.filter(slug=current_slug(pages.model, slug)).first()
    )


def keep_former_slug(page, slug):
    """Make a former slug redirect to the page for ever.

    A slug that already redirects to another page still does.
    """
    if slug != page.slug:
        _redirect(slug, page)
    FormerSlug.objects.of(page).filter(slug=page.slug).delete()


def reserve_slug(page):
    """Keep the slug of a page about to be deleted from being given to another."""
    _redirect(page.slug, page)


def take_over_slugs(page, other):
    """Redirect all slugs of another page, which is about to be deleted, to this one."""
    FormerSlug.objects.of(other).update(object_id=page.pk)
    keep_former_slug(page, other.slug)


def _redirect(slug, page):
    """Make a slug redirect to a page, unless it redirects to one already."""
    kind = ContentType.objects.get_for_model(page)
    FormerSlug.objects.get_or_create(content_type=kind, slug=slug, defaults={"object_id": page.pk})
