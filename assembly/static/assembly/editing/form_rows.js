// The rows of a form that are added and taken away below a record.

// By prefix: the keys of the saved rows, in their order, and how many were added below them.
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

// Add rows, or take new ones away, until there are as many as there were.
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

// The present name of a field, since rows may have come or gone: a saved row is known by its key,
// an added one stands below them all.
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
