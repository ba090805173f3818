// Counts the characters of fields that have a limit. Nothing is cut: the server refuses what is too
// long.

export class TextLimits {
  #counters = new Map();

  // Lifecycle

  constructor(form, status) {
    this.form = form;
    this.status = status; // announces a text that has become too long
  }

  connect() {
    for (const event of ["focusin", "input"]) {
      this.form.addEventListener(event, ({ target }) => this.count(target));
    }
    for (const control of this.form.querySelectorAll("[data-limit]")) {
      if (length(control) > limit(control)) this.count(control);
    }
  }

  // Actions

  count(control) {
    if (!limit(control)) return;
    const counter = this.#counterOf(control);
    const wasOver = counter.classList.contains("counter--over");
    const isOver = length(control) > limit(control);
    counter.textContent = `${length(control)} / ${limit(control)}`;
    counter.classList.toggle("counter--over", isOver);
    if (isOver && !wasOver) this.#announce(control);
  }

  // Private

  #counterOf(control) {
    if (!this.#counters.has(control)) {
      const counter = document.createElement("span");
      counter.className = "counter";
      counter.setAttribute("aria-hidden", "true"); // read out only when it matters
      control.after(counter);
      this.#counters.set(control, counter);
    }
    return this.#counters.get(control);
  }

  #announce(control) {
    const label = this.form.querySelector(`label[for="${control.id}"]`)?.textContent ?? "";
    this.status.textContent = this.status.dataset.text
      .replace("{field}", label.trim().replace(/:$/, ""))
      .replace("{used}", length(control))
      .replace("{limit}", limit(control));
  }
}

const limit = (control) => Number(control.dataset?.limit);

// Return the number of characters as the server counts them: a browser sends two for each new line.
function length({ value }) {
  return [...value.trim().replace(/\n/g, "\r\n")].length;
}
