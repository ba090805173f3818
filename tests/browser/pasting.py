"""Helpers that paste into the rich text editor."""

from .forms import text_box

PASTE = """(box, data) => {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  box.dispatchEvent(event);
  return box.closest(".prose-editor").querySelector("textarea").value;
}"""


def paste(page, **data):
    """Paste over all that the editor has; return the value of its field."""
    box = text_box(page)
    box.press("Control+a")
    return box.evaluate(PASTE, {f"text/{kind}": text for kind, text in data.items()})
