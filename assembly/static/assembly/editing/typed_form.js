// Reads what a form of the admin holds, and fills it again: rows, rich text and fields that complete
// what is typed included. The scripts after this one use `typedForm`.

const typedForm = (() => {
  const NO_VALUE = ["button", "file", "image", "password", "reset", "submit"];
  const NOT_TYPED = ["csrfmiddlewaretoken", "opened", "_kept"];
  const editors = new WeakMap();
  let form, served;

  document.addEventListener("prose-editor:ready", (event) => {
    editors.set(event.detail.textarea, event.detail.editor);
  });

  const isBox = ({ type }) => type === "checkbox" || type === "radio";

  // The form's controls by name; boxes to tick, which may share a name, by their value too.
  function controls() {
    const found = [...form.elements].filter(
      ({ name, type, disabled }) =>
        name &&
        !disabled &&
        !NO_VALUE.includes(type) &&
        !NOT_TYPED.includes(name) &&
        !name.includes("__prefix__"),
    );
    const key = (control) => control.name + (isBox(control) ? `=${control.value}` : "");
    return new Map(found.map((control) => [key(control), control]));
  }

  const pairs = (options) => options.map(({ value, text }) => [value, text]);

  function value(control) {
    if (isBox(control)) return control.checked;
    return control.options ? pairs([...control.selectedOptions]) : control.value;
  }

  // What the server sent, whatever a browser that comes back to the page has put there since.
  function servedValue(control) {
    if (isBox(control)) return control.defaultChecked;
    if (control.type === "hidden") return control.value;
    if (!control.options) return control.defaultValue;
    const chosen = [...control.options].filter((option) => option.defaultSelected);
    return pairs(chosen.length || control.multiple ? chosen : [...control.options].slice(0, 1));
  }

  const read = (how) => new Map([...controls()].map(([key, control]) => [key, how(control)]));

  // A choice is the same whatever it is called now.
  function same(one, other) {
    const bare = (found) => (Array.isArray(found) ? found.map(([chosen]) => chosen).sort() : found);
    return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
  }

  function choose(select, kept) {
    const has = (chosen) => [...select.options].some(({ value }) => value === chosen);
    const completes = select.classList.contains("admin-autocomplete"); // lists only what is chosen
    const known = kept.filter(([chosen]) => completes || has(chosen));
    if (kept.length && !known.length) return;
    for (const [chosen, text] of known) {
      if (!has(chosen)) select.add(new Option(text, chosen));
    }
    for (const option of select.options) {
      option.selected = known.some(([chosen]) => chosen === option.value);
    }
  }

  function put(control, kept) {
    if (isBox(control)) control.checked = kept;
    else if (control.options) choose(control, kept);
    else control.value = kept;
    // An editor that is not ready yet will begin with what its field holds.
    editors.get(control)?.commands.setContent(kept, { emitUpdate: false });
    control.closest("details")?.setAttribute("open", "");
    for (const type of ["input", "change"]) {
      control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }

  // Which sets of rows an entry has more or fewer of than the server sent.
  function grown({ fields, rows }) {
    const changed = fields.map(([key]) => key);
    return Object.entries(rows).filter(([prefix]) => changed.includes(`${prefix}-TOTAL_FORMS`));
  }

  // An entry's values under the present names of their fields.
  function valuesNow({ fields, rows }) {
    const now = formRows.list(form);
    return fields
      .filter(([key]) => !key.endsWith("_FORMS"))
      .map(([key, kept]) => [formRows.nameNow(key, rows, now), kept]);
  }

  return {
    // True once the form is on its way to the server, until something else is typed.
    isSent: false,
    get element() {
      return form;
    },
    start(element) {
      form = element;
      served = read(servedValue);
    },
    rows: () => formRows.list(form),
    values: () => read(value),
    // What differs from what the server sent: pairs of a field and its value.
    changes: () => [...read(value)].filter(([key, now]) => !same(now, served.get(key))),
    // Whether an entry has something that the server did not send.
    lacks(entry) {
      const now = formRows.list(form);
      return (
        valuesNow(entry).some(([key, kept]) => served.has(key) && !same(served.get(key), kept)) ||
        grown(entry).some(([prefix, { added }]) => now[prefix] && now[prefix].added !== added)
      );
    },
    fill(entry) {
      for (const [prefix, rows] of grown(entry)) formRows.match(form, prefix, rows);
      const found = controls();
      for (const [key, kept] of valuesNow(entry)) {
        if (found.has(key)) put(found.get(key), kept);
      }
    },
  };
})();
