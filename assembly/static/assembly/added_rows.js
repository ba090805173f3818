// Gives the headings within an added row ids of their own, as Django copies those of another row.

document.addEventListener("formset:added", ({ target }) => {
  for (const heading of target.querySelectorAll(".fieldset-heading[id]")) {
    const copied = heading.id;
    heading.id = `${target.id}-${copied}`;
    for (const part of target.querySelectorAll(`[aria-labelledby="${copied}"]`)) {
      part.setAttribute("aria-labelledby", heading.id);
    }
  }
});
