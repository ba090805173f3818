"""Checks the external links in records, and lists the broken ones."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.utils import timezone

from assembly.core.permissions import may

from .models import LinkCheck, LinkUse
from .probe import is_public_ip, probe_url
from .uses import linking_models, rebuild_link_uses

HOSTS_AT_A_TIME = 8  # checked in parallel, each host one request at a time


def broken_links():
    """Return the uses of broken addresses."""
    return LinkUse.objects.filter(url__in=LinkCheck.objects.broken().values("url"))


def broken_links_for(user):
    """Return the uses of broken addresses in records that a user may see."""
    models = [model for model in linking_models() if may(user, "view", model)]
    return broken_links().filter(
        content_type__in=ContentType.objects.get_for_models(*models).values()
    )


def with_records(uses):
    """Return (use, its `LinkCheck`) for each use whose record still exists.

    Takes two queries, and one per model with addresses.
    """
    # Names of records often include what they belong to.
    records = [model._base_manager.select_related() for model in linking_models()]
    uses = list(uses.prefetch_related(GenericPrefetch("record", records)))
    checks = LinkCheck.objects.in_bulk({use.url for use in uses}, field_name="url")
    return [(use, checks[use.url]) for use in uses if use.record and use.url in checks]


def check_links(allowed=is_public_ip):
    """Check every external address in use, and store the results.

    `allowed` decides which IP addresses may be contacted. Returns the checked addresses, and the
    beginnings of those that are too long to be stored.
    """
    rebuild_link_uses()
    used = LinkUse.objects.order_by("url").values_list("url", flat=True).distinct()
    checked = [url for url in used if len(url) <= LinkCheck.LONGEST]
    too_long = [url for url in used if len(url) > LinkCheck.LONGEST]
    LinkCheck.objects.exclude(url__in=LinkUse.objects.values("url")).delete()
    by_host = defaultdict(list)
    for url in checked:
        by_host[_host(url)].append(url)
    with ThreadPoolExecutor(HOSTS_AT_A_TIME) as pool:
        for answers in pool.map(
            lambda its: [_check(url, allowed) for url in its], by_host.values()
        ):
            LinkCheck.objects.bulk_create(
                answers,
                update_conflicts=True,
                unique_fields=["url"],
                update_fields=["checked_at", "status", "problem"],
            )
    return checked, too_long


def _host(url):
    try:
        return urlsplit(url).hostname
    except ValueError:
        return ""


def _check(url, allowed):
    status, problem = probe_url(url, allowed)
    return LinkCheck(url=url, checked_at=timezone.now(), status=status, problem=problem)
