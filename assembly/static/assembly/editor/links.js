// Links whose addresses are completed while they are typed, and refused where they lead nowhere.

import { gettext, Link as AnyLink, Plugin, updateAttrsDialog } from "django-prose-editor/editor";
import { completeAddress } from "./addresses.js";

const properties = { href: { title: gettext("Address"), required: true }, title: { title: gettext("Title") } };
const PLACE_OF_OURS = /^[/#]/;

// Say below the field where the link will lead, and keep the dialog open while that is nowhere.
function completeWhileTyping(editor) {
  const dialogs = editor.view.dom.parentElement.querySelectorAll("dialog");
  const field = dialogs[dialogs.length - 1].querySelector("[name=href]");
  const told = document.createElement("output");
  told.htmlFor = field.id;
  told.className = "prose-editor-help";
  field.after(told);
  const complete = () => {
    const address = completeAddress(field.value);
    const isRefused = field.value.trim() && address === null;
    const refusal = gettext("This is no address. Type a whole one, such as https://example.org/page or name@example.org.");
    field.setCustomValidity(isRefused ? refusal : "");
    told.textContent = isRefused ? refusal : address && `→ ${address}`;
  };
  field.addEventListener("input", complete);
  complete();
}

async function askForLink(editor, name) {
  const answer = updateAttrsDialog(properties, { title: gettext("Edit Link") })(editor, editor.getAttributes(name));
  completeWhileTyping(editor);
  const { href, title } = (await answer) ?? {};
  if (!href) return;
  const chain = editor.chain().focus();
  if (editor.isActive(name)) chain.extendMarkRange(name);
  chain.setMark(name, { href: completeAddress(href), title: title || null }).run();
}

export const Link = AnyLink.extend({
  // The editor's would register the web's schemes, which its finder of links knows, and be warned of each where
  // there are two editors.
  onCreate() {},

  addCommands() {
    const addLink =
      () =>
      ({ editor }) => {
        if (!editor.state.selection.empty || editor.isActive(this.name)) askForLink(editor, this.name);
        return true;
      };
    return { ...this.parent?.(), addLink };
  },

  addProseMirrorPlugins() {
    // An address pasted over words makes them a link.
    const handlePaste = (view, event) => {
      const { selection } = view.state;
      const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
      const address = pasted.length > 2000 || PLACE_OF_OURS.test(pasted) ? null : completeAddress(pasted);
      if (address === null || selection.empty || !selection.$from.sameParent(selection.$to)) return false;
      return this.editor.commands.setMark(this.name, { href: address, title: null });
    };
    return [new Plugin({ props: { handlePaste } }), ...(this.parent?.() ?? [])];
  },
});
