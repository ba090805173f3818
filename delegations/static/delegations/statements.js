// Adds rows to the statements of facts. Each list is drawn with a blank row at its end, which works
// without this script.

class StatementList {
  // Lifecycle

  constructor(element) {
    this.element = element;
    this.number = element.querySelector(".statements__number");
  }

  // Actions

  add() {
    this.draw(this.rows.length + 1);
    this.rows.at(-1).querySelector("input:not([type=hidden])").focus();
  }

  // Draw as many rows as the number says, which a restored draft sets.
  draw(number) {
    while (this.rows.length < number) this.#append();
    this.number.value = this.rows.length;
  }

  get rows() {
    return [...this.element.querySelectorAll(".statements__row")];
  }

  // Private

  #append() {
    const name = this.number.name.slice(0, -"rows".length); // "statements-", rows of forms before it
    const { length } = this.rows;
    const last = this.rows.at(-1);
    const row = last.cloneNode(true);
    for (const counter of row.querySelectorAll(".counter")) counter.remove();
    for (const attribute of ["id", "name", "for"]) {
      for (const one of row.querySelectorAll(`[${attribute}]`)) {
        const old = one.getAttribute(attribute);
        one.setAttribute(attribute, old.replace(`${name}${length - 1}-`, `${name}${length}-`));
      }
    }
    for (const input of row.querySelectorAll("input")) input.value = input.defaultValue;
    for (const option of row.querySelectorAll("option")) option.selected = option.defaultSelected;
    last.after(row);
  }
}

// Listen to the document, as rows of forms, with their lists, are added too.

for (const button of document.querySelectorAll(".statements__add")) button.hidden = false;

document.addEventListener("click", ({ target }) => {
  const button = target.closest(".statements__add");
  if (button) new StatementList(button.closest(".statements")).add();
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches(".statements__number")) return;
  new StatementList(target.closest(".statements")).draw(Number(target.value));
});
