"""The addresses outside the site that its records hold, where they stand and what they answer."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlsplit

from django.apps import apps
from django.db.models import Model, Q
from django.utils import timezone
from modeltranslation.fields import TranslationField

from assembly.core.fields import RichTextField, WebAddressField
from assembly.core.permissions import may
from assembly.text.outline import read_html

from .models import LinkCheck
from .probe import is_public_ip, probe_url

HOSTS_AT_A_TIME = 8  # that are asked at a time, each one question after the other


class LinkUse(NamedTuple):
    """A record that holds an address, and the problem in words, or ""."""

    record: Model
    url: str
    problem: str


def where_used(urls):
    """Return a `LinkUse` for each record that holds one of these addresses.

    The number of queries is that of the models that hold addresses, and one.
    """
    urls = set(urls)
    checks = {check.url: check.explanation for check in LinkCheck.objects.filter(url__in=urls)}
    return [LinkUse(record, url, checks.get(url, "")) for record, url in link_uses() if url in urls]


def broken_links(user):
    """Return a `LinkUse` for each record with a broken address that a user may see."""
    urls = LinkCheck.objects.broken().values_list("url", flat=True)
    return [use for use in where_used(urls) if may(user, "view", use.record)]


def link_uses():
    """Yield (record, address) for every address that a record holds, once for each record."""
    for model in apps.get_models():
        if model._meta.proxy or not (fields := _fields(model)):
            continue
        anything = Q(*[Q(**{f"{field.name}__gt": ""}) for field in fields], _connector=Q.OR)
        # Many a record is called by what it belongs to: that comes along.
        for record in model._base_manager.filter(anything).select_related().iterator():
            held = [url for field in fields for url in _addresses(record, field)]
            yield from ((record, url) for url in dict.fromkeys(held))


def _fields(model):
    """Return a model's fields that may hold addresses, of a translated one those per language."""
    fields = [f for f in model._meta.local_fields if isinstance(f, RichTextField | WebAddressField)]
    translated = {f.translated_field for f in fields if isinstance(f, TranslationField)}
    return [field for field in fields if field not in translated]


def _addresses(record, field):
    value = getattr(record, field.name) or ""
    found = (
        [link.address for link in read_html(value)[1]]
        if isinstance(field, RichTextField)
        else [value]
    )
    return [url for url in found if url.lower().startswith(("http://", "https://"))]


def check_links(allowed=is_public_ip):
    """Ask every address that a record holds, and keep what it answers instead of what is kept.

    `allowed` says which IP addresses may be asked. Returns the addresses that were asked, and
    those that were not because they are too long to be kept.
    """
    urls = dict.fromkeys(url for _record, url in link_uses())
    asked = [url for url in urls if len(url) <= LinkCheck.LONGEST]
    gone = [one.pk for one in LinkCheck.objects.all() if one.url not in urls]
    LinkCheck.objects.filter(pk__in=gone).delete()
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
    return asked, [url for url in urls if url not in set(asked)]


def _host(url):
    try:
        return urlsplit(url).hostname
    except ValueError:
        return ""


def _check(url, allowed):
    status, problem = probe_url(url, allowed)
    return LinkCheck(url=url, checked_at=timezone.now(), status=status, problem=problem)
