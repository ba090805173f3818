// Gives the fields that complete what is typed the name of their label, for those who hear the page.

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

// The admin makes the fields when the page is ready, and when a row is added: wait until it has.
function nameAll() {
  setTimeout(() => {
    document.querySelectorAll("select.admin-autocomplete").forEach(nameField);
  });
}

django.jQuery(nameAll);
document.addEventListener("formset:added", nameAll);
