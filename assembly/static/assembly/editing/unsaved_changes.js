// Warns before a form with unsaved changes is left.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById(document.querySelector("#kept")?.dataset.form);
  if (!form) return;
  const isRefused = "refused" in document.querySelector("#kept").dataset;
  typedForm.start(form);

  // The page stays where the answer opens in another window, as a preview may.
  function leavesPage(event) {
    const target = event.submitter?.formTarget || form.target;
    return event.target === form && !event.defaultPrevented && ["", "_self"].includes(target);
  }

  document.addEventListener("submit", (event) => {
    if (leavesPage(event)) typedForm.isSent = true;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!typedForm.isSent && (isRefused || typedForm.changes().length)) event.preventDefault();
  });
});
