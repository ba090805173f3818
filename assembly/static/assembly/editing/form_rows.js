// The rows of a form, which can be added and removed: those of inlines, and those of lists within a
// field, whose names are `<field>-rows` for their number and `<field>-<row>-key` for each one's key.

const NUMBER = "-rows";

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
  for (const { name, value } of form.querySelectorAll(`[name$='${NUMBER}']`)) {
    const prefix = name.slice(0, -NUMBER.length);
    const keys = Array.from(
      { length: Number(value) },
      (_, row) => form.elements[`${prefix}-${row}-key`]?.value,
    );
    const saved = keys.filter(Boolean); // they come first
    found[prefix] = { saved, added: keys.length - saved.length };
  }
  return found;
}

// Add or remove new rows until there are as many as in the draft.
export function matchRows(form, prefix, { added }) {
  const number = form.elements[prefix + NUMBER];
  if (number) {
    number.value = listRows(form)[prefix].saved.length + added;
    number.dispatchEvent(new Event("change", { bubbles: true })); // its script draws them
    return;
  }
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
// identified by key; added rows come after them. A row's list has rows of its own.
export function presentName(name, then, now) {
  const within = Object.keys(then).filter((prefix) => ROW.test(after(prefix, name)));
  if (!within.length) return name;
  const prefix = within.reduce((one, other) => (one.length > other.length ? one : other));
  const present = presentName(prefix, then, now);
  if (!now[present]) return name;
  const [, row, field] = after(prefix, name).match(ROW);
  const { saved } = then[prefix];
  const below = row - saved.length;
  const index =
    below < 0 ? now[present].saved.indexOf(saved[row]) : now[present].saved.length + below;
  return `${present}-${index}${field}`;
}

// Return whether a name says how many rows there are, which `matchRows` sees to.
export const isNumberOfRows = (name) => name.endsWith("_FORMS") || name.endsWith(NUMBER);

// Private

const ROW = /^-(\d+)(-.*)$/;

const after = (prefix, name) => (name.startsWith(prefix) ? name.slice(prefix.length) : "");
