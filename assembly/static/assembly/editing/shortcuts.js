// Presses a form's buttons by keyboard, and lists which keys do so. A button or link that one presses
// says so: data-shortcut="save", "submit" or "preview".

document.addEventListener("DOMContentLoaded", () => {
  const help = document.querySelector("#keyboard");
  if (!help) return;
  const isMac = /Mac|iP/.test(navigator.platform);
  const KEYS = {
    save: isMac ? "⌘ S" : "Ctrl + S",
    submit: isMac ? "⌘ Enter" : "Ctrl + Enter",
    preview: isMac ? "⌥ ⇧ P" : "Alt + Shift + P",
  };
  const own = help.querySelector("dl > div"); // the line about this help
  const opener = document.querySelector("#keyboard-open").content.firstElementChild.cloneNode(true);

  const visible = (action) =>
    [...document.querySelectorAll(`[data-shortcut="${action}"]`)].find((one) =>
      one.checkVisibility(),
    );

  // On any keyboard: the letter, or where it stands on one that has no Latin letters.
  const letter = ({ key, code }) => (/^[a-z]$/i.test(key) ? key : code.slice(-1)).toLowerCase();

  function action(event) {
    const command = isMac ? event.metaKey : event.ctrlKey;
    if (command && !event.altKey && !event.shiftKey) {
      if (event.key === "Enter") return "submit";
      if (letter(event) === "s") return "save";
    }
    return !command && event.altKey && event.shiftKey && letter(event) === "p" ? "preview" : null;
  }

  function list() {
    const made = Object.keys(KEYS)
      .filter(visible)
      .map((name) => {
        const button = visible(name);
        const copy = own.cloneNode(true);
        copy.querySelector("kbd").textContent = KEYS[name];
        copy.querySelector("dd").textContent = button.textContent.trim() || button.value;
        return copy;
      });
    own.parentElement.replaceChildren(...made, own);
  }

  function open() {
    list();
    help.showModal();
  }

  // Before the rich text editor hears it, which has a use of its own for some.
  function press(event) {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const button = visible(action(event));
    const types = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (button) button.click();
    else if (event.key === "?" && !types) open();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (!document.querySelector("[data-shortcut=save]")) {
    const button = (name) => document.querySelector(`.submit-row [name=${name}]`);
    (button("_continue") ?? button("_save"))?.setAttribute("data-shortcut", "save");
  }
  const row = document.querySelector(".submit-row");
  row?.insertBefore(opener, row.querySelector(":scope > .deletelink"));
  opener.addEventListener("click", open);
  help.querySelector("[data-do=close]").addEventListener("click", () => help.close());
  document.addEventListener("keydown", press, { capture: true });
});
