// Warns before a form with unsaved changes is left.

export class UnsavedChanges {
  // Lifecycle

  constructor(form, isRefused) {
    this.form = form;
    this.isRefused = isRefused; // whether the server refused it, or its step, and shows what was sent
  }

  connect() {
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  // Actions

  warn(event) {
    const { form, isRefused } = this;
    const isChanged = isRefused || form.changes().length || form.files().length;
    if (!form.isSent && isChanged) event.preventDefault();
  }
}
