"""Asks the addresses that records hold whether they lead anywhere, and tells which are broken."""

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

HOSTS_AT_A_TIME = 8  # that are asked at a time, each one question after the other


def broken_links():
    """Return the uses of the addresses that are known to be broken."""
    return LinkUse.objects.filter(url__in=LinkCheck.objects.broken().values("url"))


def broken_links_for(user):
    """Return the uses of broken addresses in the records that a user may see."""
    models = [model for model in linking_models() if may(user, "view", model)]
    return broken_links().filter(
        content_type__in=ContentType.objects.get_for_models(*models).values()
    )


def with_records(uses):
    """Return (use, its `LinkCheck`) for each use of an address whose record still exists.

    The number of queries is that of the models that hold addresses, and two.
    """
    # Many a record is called by what it belongs to: that comes along.
    records = [model._base_manager.select_related() for model in linking_models()]
    uses = list(uses.prefetch_related(GenericPrefetch("record", records)))
    checks = LinkCheck.objects.in_bulk({use.url for use in uses}, field_name="url")
    return [(use, checks[use.url]) for use in uses if use.record and use.url in checks]


def check_links(allowed=is_public_ip):
    """Ask every address that a record holds, and keep what it answers instead of what is kept.

    `allowed` says which IP addresses may be asked. Returns the addresses that were asked, and
    the beginnings of those that were not because they are too long to be kept.
    """
    rebuild_link_uses()
    used = LinkUse.objects.order_by("url").values_list("url", flat=True).distinct()
    asked = [url for url in used if len(url) <= LinkCheck.LONGEST]
    too_long = [url for url in used if len(url) > LinkCheck.LONGEST]
    LinkCheck.objects.exclude(url__in=LinkUse.objects.values("url")).delete()
    by_host = defaultdict(list)
    for url in asked:
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
    return asked, too_long


def _host(url):
    try:
        return urlsplit(url).hostname
    except ValueError:
        return ""


def _check(url, allowed):
    status, problem = probe_url(url, allowed)
    return LinkCheck(url=url, checked_at=timezone.now(), status=status, problem=problem)
