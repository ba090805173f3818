"""Builders with plain defaults, so that a test states only what it is about."""

import itertools
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import PIL.Image
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from assembly.media.models import Image
from assembly.users import User
from delegations.models import (
    Appointment,
    Chamber,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Participation,
    ParticipationKind,
    Person,
    Role,
    SeatKind,
    Seats,
    Website,
)
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
STATED = "2025-05-05"  # the day of which sources speak unless a test says otherwise
ONE_HOLDER = {"executive-secretary", "plenipotentiary-representative", "head"}
OF_ASSEMBLY = {"executive-secretary", "deputy-executive-secretary"}


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


def says(day=STATED, **given):
    """Return a statement, by default that something was so on a day."""
    titles = in_both(title="A page")
    return {"day": day, "says": "so", "kind": "website", **titles, "address": "", **given}


def _fact(given):
    """Return the columns of a fact; `stated` are the days of which sources say that it was so."""
    days = given.pop("stated", [STATED])
    return {"statements": [says(day) for day in days], **given}


def participation_kind(slug="member"):
    """Return a kind of participation; only members count as such and have seats."""
    is_member = slug == "member"
    defaults = {**in_both(name=slug.replace("-", " ")), "is_member": is_member}
    return ParticipationKind.objects.get_or_create(
        slug=slug, defaults={**defaults, "has_seats": is_member}
    )[0]


def seat_kind(slug="substitutes"):
    return SeatKind.objects.get_or_create(slug=slug, defaults=in_both(name=slug))[0]


def role(slug="member"):
    """Return a role with the rank and rules that the shipped content gives it."""
    ranks = [
        *["executive-secretary", "plenipotentiary-representative", "deputy-executive-secretary"],
        *["head", "council-member", "member"],
    ]
    defaults = {
        **in_both(name=slug.replace("-", " ")),
        "order": ranks.index(slug) + 1 if slug in ranks else 50,
        "one_holder": slug in ONE_HOLDER,
        "of_assembly": slug in OF_ASSEMBLY,
        "expected": slug == "plenipotentiary-representative",
    }
    return Role.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_delegation(**given):
    """Make a delegation of a parliament; `parliament` and `kind` may be None, for none recorded."""
    parliament, kind = given.pop("parliament", "Parliament"), given.pop("kind", "member")
    number = next(_numbers)
    code = chr(65 + number // 26 % 26) + chr(65 + number % 26)
    delegation = Delegation.objects.create(**{"country": code, **_publication(**given)})
    if parliament:
        make_parliament_name(delegation, **in_both(parliament=parliament))
    if kind:
        make_participation(delegation, kind=kind)
    return delegation


def make_parliament_name(delegation, **given):
    texts = in_both(parliament="Parliament")
    return ParliamentName.objects.create(**{"delegation": delegation, **texts, **_fact(given)})


def make_participation(delegation, **given):
    kind = participation_kind(given.pop("kind", "member"))
    return Participation.objects.create(delegation=delegation, kind=kind, **_fact(given))


def make_chamber(delegation, **given):
    """Make a chamber with a name and, if a `website` is given, an address."""
    slug = given.get("slug", f"chamber-{next(_numbers):06}")  # in the order of creation
    name, website = given.pop("name", slug), given.pop("website", None)
    name_of = given.pop("name_of", f"the {name}")
    fields = {"delegation": delegation, "slug": slug, "kind": "lower", **given}
    chamber = Chamber.objects.create(**fields)
    make_chamber_name(chamber, **in_both(name=name, name_of=name_of))
    if website is not None:
        make_website(chamber, **in_both(address=website))
    return chamber


def make_chamber_name(chamber, **given):
    texts = in_both(name="Chamber", name_of="the Chamber")
    return ChamberName.objects.create(**{"chamber": chamber, **texts, **_fact(given)})


def make_website(chamber, **given):
    return Website.objects.create(**{"chamber": chamber, **_fact(given)})


def make_composition(delegation, **given):
    """Make a composition; `seats` are numbers, each for a separate chamber."""
    seats = given.pop("seats", [])
    texts = in_both(lead_in="The delegation consists of")
    composition = Composition.objects.create(**{"delegation": delegation, **texts, **_fact(given)})
    for number in seats:
        make_seats(composition, number=number)
    return composition


def make_seats(composition, **given):
    """Make a row of seats, by default of a new chamber."""
    if "chamber" not in given:
        given["chamber"] = make_chamber(composition.delegation)
    texts = in_both(described_as="deputies")
    return Seats.objects.create(**{"composition": composition, "number": 1, **texts, **given})


def make_person(**given):
    slug = given.get("slug", f"person-{next(_numbers)}")
    return Person.objects.create(
        **{"slug": slug, **in_both(name=f"Name of {slug}", sort_name=slug), **given}
    )


def make_appointment(**given):
    """Make an appointment; `role` is the identifier of one."""
    person = given.pop("person", None) or make_person()
    held = role(given.pop("role", "member"))
    texts = in_both(title="member")
    return Appointment.objects.create(**{"person": person, "role": held, **texts, **_fact(given)})


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
