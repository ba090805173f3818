// Fits the rich text editor to this admin.

import { translations } from "./django_admin.js";
import { eachEditor } from "./rich_text_editors.js";

// Those who hear the page are told which field they are in.
function nameEditor(editor, textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  editor.setOptions({
    editorProps: { attributes: { "aria-label": label.textContent.replace(/:\s*$/, "") } },
  });
}

// The toolbar is made a moment after its editor.
function whenToolbarStands(editor, callback) {
  const { menu } = editor.storage;
  if (menu.dom) callback(menu.dom);
  else editor.on("create", () => callback(menu.dom));
}

// The toolbar speaks English alone, and shows the name of a paragraph's kind anew with each kind.
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
  whenToolbarStands(editor, async (toolbar) => translateToolbar(toolbar, await translations()));
});
