// Adapts the rich text editor to this admin: labels and translations.

import { translations } from "./django_admin.js";
import { eachEditor } from "./rich_text_editors.js";

// Name the editor after its field, for screen readers.
function nameEditor(editor, textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  editor.setOptions({
    editorProps: { attributes: { "aria-label": label.textContent.replace(/:\s*$/, "") } },
  });
}

// The toolbar is created after its editor.
function whenToolbarExists(editor, callback) {
  const { menu } = editor.storage;
  if (menu.dom) callback(menu.dom);
  else editor.on("create", () => callback(menu.dom));
}

// The toolbar is in English only, and rewrites the name of the paragraph type whenever that changes.
function translateToolbar(toolbar, gettext) {
  const translate = () => {
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
  translate();
  new MutationObserver(translate).observe(toolbar, { childList: true, subtree: true });
}

eachEditor((editor, textarea) => {
  nameEditor(editor, textarea);
  whenToolbarExists(editor, async (toolbar) => translateToolbar(toolbar, await translations()));
});
