// Disables a form's buttons while it is on its way. The server makes one record of one form anyway.

// After a stopped or failed request the page stays, and nothing tells it so.
const ENABLED_AGAIN_AFTER = 10_000; // milliseconds

export class SingleSubmission {
  #disabled = [];

  // Lifecycle

  constructor(form) {
    this.form = form;
  }

  connect() {
    document.addEventListener("submit", () => {
      // The browser has first to read which button was pressed.
      if (this.form.isSent) setTimeout(() => this.disable());
    });
    window.addEventListener("pageshow", () => this.enable()); // back from the next page
  }

  // Actions

  disable() {
    const buttons = this.form.element.querySelectorAll(":is(button, input)[type=submit]:enabled");
    this.#disabled.push(...buttons);
    for (const button of buttons) button.disabled = true;
    setTimeout(() => this.enable(), ENABLED_AGAIN_AFTER);
  }

  enable() {
    for (const button of this.#disabled.splice(0)) button.disabled = false;
  }
}
