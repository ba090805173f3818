// Cleans what is pasted or dropped, and tells the editor what was left out.

import { Extension, gettext, Plugin } from "django-prose-editor/editor";
import { cleanHtml } from "./pasted_html.js";

const OURS = /data-pm-slice/; // copied from an editor such as this one
const DATA = /data:[\w+./-]+;base64,[\w+/=]*/g; // images, which are left out

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

class PasteView {
  constructor(longest) {
    this.longest = longest; // characters of HTML
    this.line = document.createElement("p");
    this.line.className = "pasted";
    this.line.setAttribute("role", "status");
    this.isRefused = false;
  }

  // The editor's element gets its place in the page after its plugins are made.
  update(view) {
    if (!this.line.isConnected) view.dom.after(this.line);
  }

  say(text) {
    this.line.textContent = text;
  }

  clean(pasted) {
    const isOurs = OURS.test(pasted) && !/\sstyle=/i.test(pasted);
    const { html, images } = isOurs ? { html: pasted, images: 0 } : cleanHtml(pasted.replace(DATA, ""));
    if (this.refuses(html)) return "";
    if (images) this.say(filled(gettext("Images left out: %(number)s. Add them as images."), { number: images }));
    return html;
  }

  refuses(text) {
    this.isRefused = text.length > this.longest;
    this.say("");
    if (this.isRefused) {
      const values = { length: text.length, most: this.longest };
      this.say(filled(gettext("Nothing was pasted: the text has %(length)s characters, at most %(most)s fit. Paste it in parts, or attach it as a document."), values));
    }
    return this.isRefused;
  }

  // Return whether there is nothing to insert.
  handle(data, slice) {
    const { isRefused } = this;
    this.isRefused = false;
    if (isRefused || slice.size || !data?.files.length) return isRefused;
    this.say(gettext("Files and images cannot be pasted into the text. Add them as images or attachments."));
    return true;
  }

  destroy() {
    this.line.remove();
  }
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addOptions() {
    return { longest: Infinity }; // the site's own: assembly/core/rich_text.py
  },

  addProseMirrorPlugins() {
    let paste;
    return [
      new Plugin({
        view: () => (paste = new PasteView(this.options.longest)),
        props: {
          transformPastedHTML: (html) => paste.clean(html),
          transformPastedText: (text) => (paste.refuses(text) ? "" : text),
          handlePaste: (_view, event, slice) => paste.handle(event.clipboardData, slice),
          handleDrop: (_view, event, slice) => paste.handle(event.dataTransfer, slice),
        },
      }),
    ];
  },
});
