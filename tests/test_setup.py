"""`make run` sets up a site once and keeps later edits."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import call_command

from assembly import dotenv
from delegations.models import Delegation, Person
from news.models import Article

from .builders import make_person
from .production import production

pytestmark = pytest.mark.django_db


def setup(capsys):
    call_command("setup")
    return capsys.readouterr().out


def test_the_first_run_loads_the_content_and_shows_a_password_that_works(capsys):
    password = re.search(r"  password\s+(\S+)", setup(capsys))[1]

    assert authenticate(username="admin", password=password).is_superuser
    assert Article.objects.live().count() == 1


def test_a_second_run_keeps_what_was_edited_added_and_deleted(capsys):
    setup(capsys)
    Article.objects.update(title_en="Edited")
    make_person(slug="added")
    Person.objects.filter(slug="igor-borisov").delete()

    assert setup(capsys) == ""

    assert Article.objects.get().title_en == "Edited"
    assert Person.objects.filter(slug="added").exists()
    assert not Person.objects.filter(slug="igor-borisov").exists()


def test_a_second_run_keeps_an_empty_site_empty(capsys):
    setup(capsys)
    Article.objects.all().delete()

    setup(capsys)

    assert not Article.objects.exists()


def test_the_first_run_loads_the_content_of_the_assembly_that_the_environment_names(
    capsys, settings
):
    settings.CONTENT = "pace"

    setup(capsys)

    assert Delegation.objects.live().filter(slug="albania").exists()
    assert not Delegation.objects.filter(slug="tajikistan").exists()
    assert not Article.objects.exists()
    assert Group.objects.filter(name="Editors").exists()


def test_content_that_does_not_exist_is_reported_in_one_line():
    done = production("check", CONTENT="nowhere")

    assert done.returncode != 0
    assert "there is no folder fixtures/nowhere" in done.stderr


def test_each_development_environment_has_its_own_secret_key(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    dotenv.write(one)
    dotenv.write(other)

    assert one.read_text().startswith("DEBUG=True\nSECRET_KEY=")
    assert one.read_text() != other.read_text()


def test_an_existing_environment_is_kept(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=mine\n")

    dotenv.write(file)

    assert file.read_text() == "SECRET_KEY=mine\n"
