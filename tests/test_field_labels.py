"""The label of a field names its language, wherever staff see it."""

import pytest
from django.utils.translation import override

from assembly.newsroom.changes import column_label
from assembly.newsroom.snapshots import row_key
from news.models import Article

from .builders import make_article
from .forms import change_page

pytestmark = [pytest.mark.once, pytest.mark.django_db]

each_language = pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("en", ["Title (English)", "Title (Russian)"]),
        ("ru", ["Заголовок (английский)", "Заголовок (русский)"]),
    ],
)


@each_language
def test_a_form_labels_the_field_of_each_language(admin_client, code, labels):
    admin_client.cookies["django_language"] = code

    form = admin_client.get(change_page(make_article())).context["adminform"].form

    assert [form[name].label for name in ["title_en", "title_ru"]] == labels


@each_language
def test_a_history_labels_the_field_of_each_language(code, labels):
    key = row_key(Article(pk=1))

    with override(code):
        assert [column_label(key, name) for name in ["title_en", "title_ru"]] == labels
