"""Builders with plain defaults, so that a test states only what it is about."""

import itertools
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import PIL.Image
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.media.models import Image
from assembly.users import User
from delegations.models import Appointment, Chamber, Composition, Delegation, Person, Role, Seats
from news.models import Article, Attachment, Topic

# One blank page. Readers find the objects without a table of them.
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)

_numbers = itertools.count(1)
LAST_YEAR = datetime(2025, 5, 5, 12, tzinfo=UTC)
CONFIRMED = date(2025, 5, 5)


def in_both(**texts):
    """Return the columns of texts with the same value in both languages."""
    return {f"{field}_{code}": text for field, text in texts.items() for code in ["en", "ru"]}


def _publication(**given):
    published = given.get("status", "published") == "published"
    slug = given.get("slug", f"page-{next(_numbers)}")
    defaults = in_both(title=f"Title of {slug}")
    return {
        **defaults,
        "slug": slug,
        "status": "published",
        "published_at": LAST_YEAR if published else None,
        **given,
    }


def make_article(**given):
    return Article.objects.create(**{**in_both(body="<p>Body.</p>"), **_publication(**given)})


def make_delegation(**given):
    number = next(_numbers)
    code = chr(65 + number // 26 % 26) + chr(65 + number % 26)
    texts = in_both(parliament="Parliament", lead_in="The delegation consists of")
    return Delegation.objects.create(**{**texts, "country": code, **_publication(**given)})


def make_chamber(delegation, **given):
    slug = f"chamber-{next(_numbers):06}"  # in the order of creation
    texts = in_both(name=slug, name_of=f"the {slug}")
    fields = {"delegation": delegation, "slug": slug, "kind": "lower", **texts, **given}
    return Chamber.objects.create(**fields)


def make_composition(delegation, **given):
    """Make a composition; `seats` are numbers, each for a separate chamber."""
    seats = given.pop("seats", [])
    composition = Composition.objects.create(
        **{"delegation": delegation, "confirmed_on": CONFIRMED, **given}
    )
    for number in seats:
        Seats.objects.create(
            composition=composition,
            chamber=make_chamber(delegation),
            number=number,
            **in_both(described_as="deputies"),
        )
    return composition


def make_person(**given):
    slug = given.get("slug", f"person-{next(_numbers)}")
    return Person.objects.create(
        **{"slug": slug, **in_both(name=f"Name of {slug}", sort_name=slug), **given}
    )


def make_appointment(**given):
    person = given.pop("person", None) or make_person()
    fields = {"person": person, "role": Role.MEMBER, "confirmed_on": CONFIRMED}
    return Appointment.objects.create(**{**fields, **in_both(title="member"), **given})


def make_topic(**given):
    slug = f"topic-{next(_numbers)}"
    return Topic.objects.create(**{"slug": slug, **in_both(name=slug), **given})


def picture_bytes(kind="JPEG", size=(60, 40), mode="RGB", **options):
    """Return an image file's bytes; options go to Pillow's encoder."""
    picture = PIL.Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 50).convert(mode)
    return encoded(picture, kind, **options)


def encoded(picture, kind, **options):
    """Return the bytes of a picture's file; options go to Pillow's encoder."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def zip_bytes(*parts):
    """Return an archive's bytes, alike at any time; each part is a name and its content."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def upload(content, name="file"):
    """Return a file as a form would submit it; its name and content type are never trusted."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def make_image(**given):
    content = given.pop("content", None) or picture_bytes()
    return Image.objects.create(**{"file": upload(content), **in_both(alt="A hall"), **given})


def make_attachment(article, **given):
    content = given.pop("content", PDF)
    fields = {"article": article, "file": upload(content), **in_both(title="The minutes")}
    return Attachment.objects.create(**{**fields, **given})


def make_user(*codenames, **given):
    """Make a member of staff with these permissions and no others."""
    fields = {"username": f"user-{next(_numbers)}", "is_staff": True, **given}
    user = User.objects.create_user(**fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def make_staff(group, **given):
    """Make a member of a group loaded by the fixture `groups`."""
    user = User.objects.create_user(**{"username": group.lower(), "is_staff": True, **given})
    user.groups.add(Group.objects.get(name=group))
    return user
