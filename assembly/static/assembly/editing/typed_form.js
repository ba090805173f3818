// A form of the admin with its rows: what was typed, and whether it was sent.

import { controls, currentValue, fillControl, sameValue, servedValue } from "./form_controls.js";
import { isNumberOfRows, listRows, matchRows, presentName } from "./form_rows.js";

export class TypedForm {
  // True once the form is on its way to the server, until something else is typed.
  isSent = false;
  #served;

  // Lifecycle

  constructor(element) {
    this.element = element;
    this.#served = this.#read(servedValue);
  }

  connect() {
    document.addEventListener("submit", (event) => {
      if (this.#leavesPage(event)) this.isSent = true;
    });
  }

  // Actions

  rows() {
    return listRows(this.element);
  }

  values() {
    return this.#read(currentValue);
  }

  // Return the names of the files that are chosen, here or before the form was refused.
  files() {
    const inputs = [...this.element.querySelectorAll("input[type=file]")];
    const before = [...this.element.querySelectorAll("[data-chosen-file]")];
    return [
      ...inputs.flatMap(({ files }) => [...files].map(({ name }) => name)),
      ...before.map(({ dataset }) => dataset.chosenFile),
    ];
  }

  // Return what differs from the form as served: pairs of a field and its value.
  changes() {
    return [...this.values()].filter(([key, now]) => !sameValue(now, this.#served.get(key)));
  }

  // Return whether a draft differs from the form as served.
  lacks(draft) {
    const now = this.rows();
    const served = this.#served;
    return (
      Boolean(draft.files?.length) ||
      this.#valuesNow(draft).some(
        ([key, value]) => served.has(key) && !sameValue(served.get(key), value),
      ) ||
      grown(draft).some(([prefix, { added }]) => {
        const present = now[presentName(prefix, draft.rows, now)];
        return present && present.added !== added;
      })
    );
  }

  fill(draft) {
    for (const [prefix, rows] of grown(draft)) {
      matchRows(this.element, presentName(prefix, draft.rows, this.rows()), rows);
    }
    const found = controls(this.element);
    for (const [key, value] of this.#valuesNow(draft)) {
      if (found.has(key)) fillControl(found.get(key), value);
    }
  }

  // Private

  #read(how) {
    return new Map([...controls(this.element)].map(([key, control]) => [key, how(control)]));
  }

  // Return a draft's values under the present names of their fields.
  #valuesNow({ fields, rows }) {
    const now = this.rows();
    return fields
      .filter(([key]) => !isNumberOfRows(key))
      .map(([key, value]) => [presentName(key, rows, now), value]);
  }

  // Return whether a submission leaves this page; a preview opens another window.
  #leavesPage(event) {
    const target = event.submitter?.formTarget || this.element.target;
    const stays = !["", "_self"].includes(target);
    return event.target === this.element && !event.defaultPrevented && !stays;
  }
}

// Return the sets in which a draft has more or fewer rows than the form as served.
function grown({ fields, rows }) {
  const changed = new Set(fields.map(([key]) => key));
  const numbers = (prefix) => [`${prefix}-TOTAL_FORMS`, `${prefix}-rows`];
  return Object.entries(rows).filter(([prefix]) => numbers(prefix).some((one) => changed.has(one)));
}
