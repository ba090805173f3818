// Fits the rich text editor to this admin.

// It would add a style element of its own, which the Content-Security-Policy refuses; it lets be
// what it finds, and admin.css says the same.
const style = document.createElement("style");
style.dataset.tiptapStyle = "";
style.nonce = document.currentScript.nonce;
document.head.append(style);

// Those who hear the page are told which field they are in.
document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  editor.setOptions({
    editorProps: { attributes: { "aria-label": label.textContent.replace(/:\s*$/, "") } },
  });
  editor.on("create", () => translate(editor.storage.menu.dom));
});

// The toolbar speaks English alone, and shows the name of a paragraph's kind anew with each kind.
function translate(toolbar) {
  const say = () => {
    for (const button of toolbar.querySelectorAll("button")) {
      for (const name of ["title", "aria-label"]) {
        if (button.hasAttribute(name)) button.setAttribute(name, gettext(button.getAttribute(name)));
      }
    }
    for (const option of toolbar.querySelectorAll(".prose-menubar__option > *")) {
      const text = gettext(option.textContent);
      if (text !== option.textContent) option.textContent = text;
    }
  };
  say();
  new MutationObserver(say).observe(toolbar, { childList: true, subtree: true });
}
