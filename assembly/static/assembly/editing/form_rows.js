// The inline rows of a form, which can be added and removed.

// Return, by prefix, the keys of the saved rows in order, and the number of added rows.
export function listRows(form) {
  const found = {};
  for (const { name, value } of form.querySelectorAll("[name$='-TOTAL_FORMS']")) {
    const prefix = name.slice(0, -"-TOTAL_FORMS".length);
    const initial = Number(form.elements[`${prefix}-INITIAL_FORMS`].value);
    const saved = Array.from(
      { length: initial },
      (_, row) => form.elements[`${prefix}-${row}-id`]?.value,
    );
    found[prefix] = { saved, added: Number(value) - initial };
  }
  return found;
}

// Add or remove new rows until there are as many as in the draft.
export function matchRows(form, prefix, { added }) {
  const group = document.getElementById(`${prefix}-group`);
  const now = listRows(form)[prefix]?.added ?? added;
  for (let count = now; count < added; count += 1) {
    group.querySelector(".add-row a")?.click();
  }
  for (let count = now; count > added; count -= 1) {
    [...group.querySelectorAll(".inline-deletelink")].at(-1)?.click();
  }
}

// Return the present name of a field, as rows may have been added or deleted since. Saved rows are
// identified by key; added rows come after them.
export function presentName(name, then, now) {
  for (const [prefix, { saved }] of Object.entries(then)) {
    const rest = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const [, row, field] = rest.match(/^-(\d+)(-.*)$/) ?? [];
    if (!field || !now[prefix]) continue;
    const below = row - saved.length;
    const index =
      below < 0 ? now[prefix].saved.indexOf(saved[row]) : now[prefix].saved.length + below;
    return `${prefix}-${index}${field}`;
  }
  return name;
}
