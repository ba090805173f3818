"""Imports the models of the rooms, as Django looks for an app's models here."""

from assembly.links.models import LinkCheck, LinkUse
from assembly.media.models import Image
from assembly.newsroom.models import PreviewLink, Version, WorkingCopy
from assembly.newsroom.presence import Presence
from assembly.newsroom.submissions import Submission
from assembly.publishing.content_changes import ContentChange
from assembly.publishing.models import FormerSlug
from assembly.search.models import (
    SearchDocument,
    SearchDue,
    SearchName,
    SearchSpelling,
    SearchVariant,
)
from assembly.users import User

__all__ = [
    "ContentChange",
    "FormerSlug",
    "Image",
    "LinkCheck",
    "LinkUse",
    "Presence",
    "PreviewLink",
    "SearchDocument",
    "SearchDue",
    "SearchName",
    "SearchSpelling",
    "SearchVariant",
    "Submission",
    "User",
    "Version",
    "WorkingCopy",
]
