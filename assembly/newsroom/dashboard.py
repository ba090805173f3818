"""The dashboard: each editor's tasks, with links to the lists that show them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assembly.core.bounded_counts import BoundedCount
from assembly.core.permissions import may
from assembly.core.registry import Registry
from assembly.links.checks import broken_links_for
from assembly.publishing.versioned import versioned_models

from .queues import QUEUES, in_queue, queues_of

DASHBOARD_QUEUES = ["failed", "review", "returned", "mine", "scheduled", "stale"]
DASHBOARD_TASKS = Registry()  # functions of a user that yield pairs of a group's title and a `Task`


@dataclass(frozen=True)
class Task:
    """A number of records to deal with, and the page that lists them."""

    title: str
    count: BoundedCount
    address: str

    @property
    def number(self):
        return self.count.number


def dashboard_tasks(user):
    """Return a user's `Task`s, without empty ones, by title of group."""
    found = {}
    for model in versioned_models():
        opts = model._meta
        if not may(user, "view", model):
            continue
        pages = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        for queue in [name for name in DASHBOARD_QUEUES if name in queues_of(model)]:
            if count := BoundedCount.of(in_queue(model._base_manager.all(), queue, user)):
                task = Task(opts.verbose_name_plural, count, f"{pages}?stage={queue}")
                found.setdefault(QUEUES[queue], []).append(task)
    if user.is_staff and (broken := BoundedCount.of(broken_links_for(user))):
        task = Task(_("links"), broken, reverse("admin:broken_links"))
        found.setdefault(_("broken links"), []).append(task)
    for tasks in DASHBOARD_TASKS:
        for title, task in tasks(user):
            found.setdefault(title, []).append(task)
    return found
