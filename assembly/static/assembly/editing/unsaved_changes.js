// Warns before a form with unsaved changes is left.

export class UnsavedChanges {
  // Lifecycle

  constructor(form, isRefused) {
    this.form = form;
    this.isRefused = isRefused; // whether the server refused it and shows again what was sent
  }

  connect() {
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  // Actions

  warn(event) {
    const { form, isRefused } = this;
    if (!form.isSent && (isRefused || form.changes().length)) event.preventDefault();
  }
}
