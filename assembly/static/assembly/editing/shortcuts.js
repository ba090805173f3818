// Keyboard shortcuts for a form's buttons, and the list of them. A button or link with a shortcut has
// data-shortcut="save", "submit" or "preview".

const isMac = /Mac|iP/.test(navigator.platform);
const KEYS = {
  save: isMac ? "⌘ S" : "Ctrl + S",
  submit: isMac ? "⌘ Enter" : "Ctrl + Enter",
  preview: isMac ? "⌥ ⇧ P" : "Alt + Shift + P",
};

export class Shortcuts {
  #ownLine;

  // Lifecycle

  constructor(help, opener) {
    this.help = help;
    this.opener = opener;
    this.#ownLine = help.querySelector("dl > div"); // about this help
  }

  connect() {
    markSaveButton();
    const buttons = document.querySelector(".submit-row");
    buttons?.insertBefore(this.opener, buttons.querySelector(":scope > .deletelink"));
    this.opener.addEventListener("click", () => this.open());
    this.help.querySelector("[data-do=close]").addEventListener("click", () => this.help.close());
    // Before the rich text editor, which uses some of these keys itself.
    document.addEventListener("keydown", (event) => this.press(event), { capture: true });
  }

  // Actions

  open() {
    this.#list();
    this.help.showModal();
  }

  press(event) {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const button = visible(action(event));
    const types = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (button) button.click();
    else if (event.key === "?" && !types) this.open();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Private

  #list() {
    const lines = Object.keys(KEYS)
      .filter(visible)
      .map((name) => {
        const button = visible(name);
        const line = this.#ownLine.cloneNode(true);
        line.querySelector("kbd").textContent = KEYS[name];
        line.querySelector("dd").textContent = button.textContent.trim() || button.value;
        return line;
      });
    this.#ownLine.parentElement.replaceChildren(...lines, this.#ownLine);
  }
}

function markSaveButton() {
  if (document.querySelector("[data-shortcut=save]")) return;
  const button = (name) => document.querySelector(`.submit-row [name=${name}]`);
  (button("_continue") ?? button("_save"))?.setAttribute("data-shortcut", "save");
}

function visible(action) {
  const buttons = [...document.querySelectorAll(`[data-shortcut="${action}"]`)];
  return buttons.find((button) => button.checkVisibility());
}

// Return the action of a key, or null.
function action(event) {
  const command = isMac ? event.metaKey : event.ctrlKey;
  if (command && !event.altKey && !event.shiftKey) {
    if (event.key === "Enter") return "submit";
    if (letter(event) === "s") return "save";
  }
  return !command && event.altKey && event.shiftKey && letter(event) === "p" ? "preview" : null;
}

// Return the Latin letter of a key, by its position on keyboards without Latin letters.
function letter({ key, code }) {
  return (/^[a-z]$/i.test(key) ? key : code.slice(-1)).toLowerCase();
}
