"""Helpers that type into the admin's forms and lose the page before it is saved."""

BARE = "textarea[data-django-prose-editor-configurable]:not(.prose-editor textarea)"
UNTIL = """(value) => new Promise((found, fail) => {
  const deadline = performance.now() + 60_000;
  const look = () => {
    const answer = (%s)(value);
    if (answer) found(answer);
    else if (performance.now() > deadline) fail(new Error("It did not come about."));
    else setTimeout(look, 20);
  };
  look();
})"""
# Only the drafts in the browser's storage, whatever else is stored there.
KEPT = """Object.keys(localStorage).filter((key) => key.startsWith("typed:")).map((key) => {
  try { return JSON.parse(localStorage[key]); } catch { return undefined; }
})"""
# Records which locks a page requested but did not get.
REFUSALS = """
  window.refusals = [];
  const ask = LockManager.prototype.request;
  LockManager.prototype.request = function (name, ...rest) {
    const answer = ask.call(this, name, ...rest);
    answer.catch(() => refusals.push(name));
    return answer;
  };
"""


def ready(page):
    """Wait until each rich text field has its editor, after the page; return the page."""
    page.locator(BARE).first.wait_for(state="detached")
    return page


def open_form(page, address):
    page.get_by_role("button", name="Log out").wait_for()  # logged in, whatever page is open
    page.goto(address)
    return ready(page)


def title(page):
    return page.get_by_label("Title (English)").first


def text_box(page, language="English"):
    """Return the rich text editor, never the plain field that is shown until it has loaded."""
    box = page.get_by_role("textbox", name=f"Text ({language})")
    return box.and_(page.locator(".ProseMirror"))


def into_text(page, language="English"):
    """Put the caret into the rich text, and return the editor.

    For 200 ms after focus the editor attributes a caret at its start to the browser and moves it
    back to its previous position; a person is slower than that.
    """
    box = text_box(page, language)
    box.focus()
    pass_time(page, 250)
    return box


def pass_time(page, milliseconds):
    """Wait by the page's own clock, so that shorter timers have run even on a slow machine."""
    page.evaluate("(wait) => new Promise((go) => setTimeout(go, wait))", milliseconds)


def until(page, condition, value=None):
    """Wait until a JavaScript function returns a truthy value in the page; return that value.

    Playwright's own `wait_for_function` needs `eval`, which our pages forbid.
    """
    return page.evaluate(UNTIL % condition, value)


def stored_drafts(page, count=0):
    """Wait until the browser has stored this many drafts; return them."""
    page.wait_for_load_state()  # on the page that the button leads to, not on the previous one
    some = f"(count) => {{ const found = {KEPT}; return found.length === count && found; }}"
    return until(page, some, count)


def wait_until_stored(page, *texts):
    """Wait until all these texts are stored in one draft, shortly after the last key."""
    draft = "{ fields } = {}) => texts.every((text) => JSON.stringify(fields).includes(text))"
    until(page, f"(texts) => {KEPT}.some(({draft})", texts)


def crash(page, address):
    """Close the page without warning, then open the form again in the same browser."""
    page.close(run_before_unload=False)
    page = page.context.new_page()
    page.goto(address)
    return ready(page)


def restore_draft(page):
    page.get_by_role("button", name="Restore what you typed").click()
    page.get_by_text("It is not saved yet").wait_for()


def save(page, said="was saved.", button="Save and continue editing"):
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text(said).wait_for()
    page.wait_for_load_state()  # the page shows its text before its scripts have run


def dialogs(page):
    """Return a list that collects the type of each dialog; all are accepted."""
    found = []

    def answer(dialog):
        found.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return found


def press(page, button, said):
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text(said).first.wait_for()


def log_in_again(page, user):
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Log in").click()
