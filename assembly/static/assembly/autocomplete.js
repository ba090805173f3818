// Names autocomplete fields after their labels, for screen readers.

import { adminReady } from "./django_admin.js";

function nameField(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const container = select.parentElement.querySelector(".select2-container");
  if (!label || !container) return;
  label.id ||= `${select.id}_label`;
  container.querySelectorAll("input, [role=textbox]").forEach((part) => {
    part.setAttribute("aria-labelledby", label.id);
  });
  const chosen = container.querySelector("[role=textbox]");
  if (chosen) {
    container
      .querySelector("[role=combobox]")
      .setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
  }
}

function nameAll() {
  document.querySelectorAll("select.admin-autocomplete").forEach(nameField);
}

adminReady().then(nameAll);
// The admin turns a new row's selects into autocomplete fields on the same event: wait until it has.
document.addEventListener("formset:added", () => setTimeout(nameAll));
