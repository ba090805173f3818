"""Staff save, submit and preview a form by keyboard, and the help lists the shortcuts."""

import pytest

from assembly.newsroom.models import WorkingCopy
from news.models import Article

from ..forms import change_page
from .accessibility import each_view, findings, overflows
from .forms import ready, text_box, title

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

# What a letter key sends on a Russian keyboard layout.
RUSSIAN_S = {"key": "ы", "code": "KeyS", "ctrlKey": True, "bubbles": True, "cancelable": True}


@pytest.fixture
def article(content):
    return Article.objects.get()


def bind(page, selector, action):
    """Bind an action to a button that records when it is pressed."""
    page.evaluate(
        """([selector, action]) => {
            const button = document.querySelector(selector);
            button.dataset.shortcut = action;
            button.addEventListener("click", (event) => {
                event.preventDefault();
                document.body.dataset.pressed = action;
            });
        }""",
        [selector, action],
    )


def pressed(page):
    return page.evaluate("document.body.dataset.pressed")


def test_saving_by_keyboard_stays_on_the_form(page, article):
    title(page).fill("Typed")
    page.keyboard.press("Control+s")
    page.get_by_text("was saved.").wait_for()

    assert page.url.endswith(change_page(article))
    assert title(page).input_value() == "Typed"


def test_saving_works_on_a_russian_keyboard_and_in_rich_text(page):
    bind(page, "[name=_continue]", "save")
    text_box(page).evaluate(
        "(box, event) => box.dispatchEvent(new KeyboardEvent('keydown', event))", RUSSIAN_S
    )

    assert pressed(page) == "save"


def test_submitting_by_keyboard_saves_and_submits(page, article):
    title(page).fill("Typed")
    title(page).press("Control+Enter")
    page.get_by_text("submitted for review").first.wait_for()

    copy = WorkingCopy.objects.get()
    assert (copy.status, copy.record) == ("review", article)


def test_the_preview_opens_by_keyboard_in_a_new_tab(page):
    text_box(page).press("Control+Home")
    before = text_box(page).inner_html()
    with page.expect_popup() as opened:
        page.keyboard.press("Alt+Shift+P")

    assert "Preview." in opened.value.inner_text("main")
    assert text_box(page).inner_html() == before


def test_a_hidden_button_is_not_pressed(page):
    bind(page, "[data-shortcut=submit]", "submit")
    page.evaluate("document.querySelector('[data-shortcut=submit]').hidden = true")
    title(page).press("Control+Enter")

    assert pressed(page) is None


def test_the_help_lists_the_shortcuts_of_this_page(page):
    page.get_by_role("button", name="Keyboard shortcuts").click()
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")

    said = [" ".join(line.split()) for line in help_.locator("dl > div").all_inner_texts()]
    assert said == [
        "Ctrl + S Save and continue editing",
        "Ctrl + Enter Submit for review",
        "Alt + Shift + P Preview: English",
        "? Show keyboard shortcuts",
    ]

    page.keyboard.press("Escape")
    assert not help_.is_visible()
    bind(page, "[data-shortcut=submit]", "submit")
    page.keyboard.press("?")
    page.keyboard.press("Control+Enter")
    assert pressed(page) is None  # while the help is open
    help_.get_by_role("button", name="Close").click()
    assert not help_.is_visible()


def test_a_question_mark_can_be_typed(page):
    title(page).fill("")
    title(page).press("?")
    text_box(page).press("?")

    assert title(page).input_value() == "?"
    assert text_box(page).inner_text().startswith("?")
    assert not page.get_by_role("dialog").is_visible()


@each_view
def test_the_help_is_accessible_and_fits(log_in, editor, article, scheme, width):
    page = ready(log_in(editor, change_page(article), color_scheme=scheme, width=width))
    page.get_by_role("button", name="Keyboard shortcuts").click()

    assert findings(page) == {}
    assert not overflows(page)
