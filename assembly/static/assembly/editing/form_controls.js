// Reads and fills the controls of a form of the admin, including rich text and autocomplete fields. A
// value is a text, a boolean, or pairs of a choice and its label.

import { editorOf } from "../rich_text_editors.js";

const NO_VALUE = ["button", "file", "image", "password", "reset", "submit"];
const NOT_TYPED = ["csrfmiddlewaretoken", "opened", "form_key"];

const isBox = ({ type }) => type === "checkbox" || type === "radio";
const pairs = (options) => options.map(({ value, text }) => [value, text]);

// Return the form's controls by name; checkboxes, which may share a name, by name and value.
export function controls(form) {
  const found = [...form.elements].filter(
    ({ name, type, disabled }) =>
      name &&
      !disabled &&
      !NO_VALUE.includes(type) &&
      !NOT_TYPED.includes(name) &&
      !name.includes("__prefix__"),
  );
  const key = (control) => control.name + (isBox(control) ? `=${control.value}` : "");
  return new Map(found.map((control) => [key(control), control]));
}

export function currentValue(control) {
  if (isBox(control)) return control.checked;
  return control.options ? pairs([...control.selectedOptions]) : control.value;
}

// Return what the server sent, even if the browser has restored something else since.
export function servedValue(control) {
  if (isBox(control)) return control.defaultChecked;
  if (control.type === "hidden") return control.value;
  if (!control.options) return control.defaultValue;
  const chosen = [...control.options].filter((option) => option.defaultSelected);
  return pairs(chosen.length || control.multiple ? chosen : [...control.options].slice(0, 1));
}

// Choices are compared without their labels.
export function sameValue(one, other) {
  const bare = (found) => (Array.isArray(found) ? found.map(([chosen]) => chosen).sort() : found);
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
}

export function fillControl(control, value) {
  if (isBox(control)) control.checked = value;
  else if (control.options) choose(control, value);
  else control.value = value;
  // An editor that does not exist yet will start with the value of its textarea.
  editorOf(control)?.commands.setContent(value, { emitUpdate: false });
  control.closest("details")?.setAttribute("open", "");
  for (const type of ["input", "change"]) {
    control.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

// Private

function choose(select, choices) {
  const has = (chosen) => [...select.options].some(({ value }) => value === chosen);
  const completes = select.classList.contains("admin-autocomplete"); // contains only the chosen options
  const known = choices.filter(([chosen]) => completes || has(chosen));
  if (choices.length && !known.length) return;
  for (const [chosen, text] of known) {
    if (!has(chosen)) select.add(new Option(text, chosen));
  }
  for (const option of select.options) {
    option.selected = known.some(([chosen]) => chosen === option.value);
  }
}
