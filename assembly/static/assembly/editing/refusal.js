// Leads from the list of a refused form's errors to their fields.

import { adminReady } from "../django_admin.js";
import { eachEditor, editorOf } from "../rich_text_editors.js";

const INVALID = "[aria-invalid=true], .errorlist";

export class Refusal {
  // Lifecycle

  constructor(list, form) {
    this.list = list;
    this.form = form;
  }

  async connect() {
    for (const place of this.form.querySelectorAll(INVALID)) open(place);
    this.list.addEventListener("click", (event) => this.follow(event));
    this.list.querySelector("a")?.focus();
    await adminReady(); // by now the autocomplete fields stand in for those of the form
    this.describe();
    eachEditor(() => this.describe());
  }

  // Actions

  follow(event) {
    const link = event.target.closest("a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    open(place);
    const field = standIn(place);
    if (!field.matches("a, button, input, select, textarea, [contenteditable], [tabindex]")) {
      field.tabIndex = -1; // a row, or a set of rows
    }
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: field.offsetHeight > innerHeight / 2 ? "start" : "center" });
  }

  // Tell screen readers of the error at what they meet in place of the field.
  describe() {
    for (const field of this.form.querySelectorAll("[aria-invalid=true]")) {
      const other = standIn(field);
      for (const name of ["aria-invalid", "aria-describedby"]) {
        const value = field.getAttribute(name);
        if (other !== field && value) other.setAttribute(name, value);
      }
    }
  }
}

function open(place) {
  for (let parent = place; parent; parent = parent.parentElement?.closest("details")) {
    if (parent.localName === "details") parent.open = true;
  }
}

// Return what the user types in: the rich text editor or the autocomplete field, or else the field.
function standIn(field) {
  const completion = field.matches(".admin-autocomplete") ? field.nextElementSibling : null;
  return (
    editorOf(field)?.view.dom ??
    completion?.querySelector(".select2-search__field, [role=combobox]") ??
    field
  );
}
