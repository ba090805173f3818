"""The admin is accessible: axe finds no problem on any of its pages."""

from functools import partial

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils import timezone

from assembly.links.models import LinkCheck, LinkProblem
from assembly.newsroom.bin import move_to_bin, new_batch
from assembly.newsroom.models import Action, Version
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import Work, amend
from assembly.users import User
from delegations.models import Composition, Person
from news.models import Article

from ..builders import make_staff, make_topic, seat_kind
from ..forms import OURS, change_page, list_page
from .accessibility import findings, overflows
from .forms import ready, text_box

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]


def newsroom(user):
    """Make records for the newsroom's own pages to show; yield the addresses of these pages."""
    article, topic = Article.objects.get(), make_topic()
    amend(article, user, partial(Article.objects.update, summary_en="A new summary."))
    work = Work(article)
    first = Version.objects.of(article).last()
    mine = {
        **first.content,
        row_key(article): first.content[row_key(article)] | {"summary_en": "B"},
    }
    aside = work.save_revision(Action.SET_ASIDE, user=user, content=mine, of_copy=True, base=first)
    batch = new_batch()
    move_to_bin(topic, user, batch)
    LinkCheck.objects.create(
        url="http://www.kenesh.kg/", checked_at=timezone.now(), problem=LinkProblem.NO_ANSWER
    )
    for name in ["compare", f"restore/{first.pk}", f"resolve/{aside.pk}", "preview/en"]:
        yield change_page(article).replace("change", name)
    yield from ["/admin/bin/", "/admin/links/", "/admin/ahead/", f"/admin/undo/{batch}/"]
    yield "/admin/ahead/2999-01-01T10:00/en/"


def pages(user):
    seat_kind()
    yield from newsroom(user)
    yield "/admin/"
    yield "/admin/password_change/"
    yield "/admin/assembly/user/"
    yield "/admin/assembly/user/add/"
    yield change_page(User.objects.first())
    yield "/admin/auth/group/"
    yield change_page(Group.objects.first())
    yield "/admin/delegations/delegation/care/"
    yield f"{list_page(Composition)}confirm/?ids={Composition.objects.first().pk}"
    yield change_page(Person.objects.first()).replace("change", "merge")
    for model in OURS:
        instance = model.objects.first()
        yield list_page(model)
        yield list_page(model) + "add/"
        yield change_page(instance)
        yield change_page(instance).replace("change", "history")
        yield change_page(instance).replace("change", "delete")


def test_axe_finds_no_problem(log_in):
    administrator = make_staff("Publishers", is_superuser=True)
    page = log_in(administrator)
    page.get_by_text(str(admin.site.index_title)).wait_for()

    for address in pages(administrator):
        page.goto(address)
        ready(page)
        for scheme in ["light", "dark"]:
            page.emulate_media(color_scheme=scheme)
            page.evaluate("document.getAnimations().forEach(change => change.finish())")
            assert findings(page) == {}, (address, scheme)


def test_the_login_page_is_accessible(open_page):
    assert findings(open_page("/admin/login/")) == {}


def test_the_admin_fits_a_phone(log_in):
    page = log_in(make_staff("Publishers"), width=320)

    for address in ["/admin/", *[list_page(model) + "add/" for model in OURS]]:
        page.goto(address)
        assert not overflows(page), address


def test_the_editor_is_usable_by_keyboard(log_in):
    page = log_in(make_staff("Editors"), "/admin/news/article/add/")
    box = text_box(page)
    box.wait_for()

    page.get_by_label("Summary (English)").focus()
    for _press in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.type("Typed")
    page.keyboard.press("Shift+Tab")

    assert box.inner_text() == "Typed"
    assert not box.evaluate("box => box === document.activeElement")
