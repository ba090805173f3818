// Keeps what is typed in a form of the admin until the server has saved it, and offers it again.

django.jQuery(() => {
  const page = document.querySelector("#kept");
  if (!page || !typedForm.element) return;
  const form = typedForm.element;
  const opened = form.elements.opened?.value;
  let key = page.dataset.key;
  // What the form was sent with when the server refused it, which now shows it.
  let refused = [];
  let fields = [];
  let waiting;

  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "_kept";
  field.value = key;
  form.append(field);

  // English dates stand as elsewhere on the site, the day first.
  function show(time, at) {
    const { lang } = document.documentElement;
    const parts = time.classList.contains("day")
      ? { day: "numeric", month: "long" }
      : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    time.dateTime = new Date(at).toISOString();
    time.textContent = new Date(at).toLocaleString(lang === "en" ? "en-GB" : lang, parts);
  }

  function say(kind, { at, opened: before } = {}) {
    page.replaceChildren();
    if (!kind) return;
    const words = document.getElementById(`kept-${kind}`).content.cloneNode(true);
    for (const time of words.querySelectorAll("time")) show(time, at);
    const since = words.querySelector(".since");
    if (since) since.hidden = !before || before === opened;
    page.append(words);
  }

  // What differs from the record, and what was sent before the server refused it.
  function typed() {
    const now = typedForm.values();
    const found = refused.filter(([name]) => now.has(name)).map(([name]) => [name, now.get(name)]);
    return [...new Map([...found, ...typedForm.changes()])];
  }

  function keep() {
    clearTimeout(waiting);
    const found = typed();
    if (JSON.stringify(found) === JSON.stringify(fields)) return;
    fields = found;
    typedForm.isSent = false;
    write();
  }

  function write() {
    const { isSent } = typedForm;
    const entry = { key, at: Date.now(), isSent, opened, fields, rows: typedForm.rows() };
    if (!fields.length) typedStore.drop(key);
    else if (!typedStore.put(entry)) say("full");
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  }

  function putBack(entry) {
    typedStore.drop(key);
    key = field.value = entry.key;
    typedForm.fill(entry);
    keep();
    say("put-back", entry);
    page.querySelector("[data-do=discard]").addEventListener("click", () => {
      clearTimeout(waiting);
      typedStore.drop(key);
      typedForm.isSent = true; // nothing that is left to warn of
      location.replace(location.pathname + location.search);
    });
  }

  async function offer() {
    for (const entry of typedStore.list()) {
      if (entry.key === key || !(await typedStore.hold(entry.key))) continue;
      if (!typedForm.lacks(entry)) {
        typedStore.drop(entry.key);
        continue;
      }
      if (entry.isSent) putBack(entry);
      else ask(entry);
      return;
    }
  }

  function ask(entry) {
    say("offered", entry);
    page.querySelector("[data-do=put-back]").addEventListener("click", () => {
      putBack(entry);
      page.focus();
    });
    page.querySelector("[data-do=discard]").addEventListener("click", () => {
      typedStore.drop(entry.key);
      say();
      page.focus();
      offer();
    });
  }

  // jQuery hears what the admin's own scripts trigger, too; a click may fill in a date.
  django.jQuery(document).on("input change click formset:added formset:removed", later);
  window.addEventListener("pagehide", () => {
    if (!typedForm.isSent) keep();
  });
  document.addEventListener("submit", () => {
    const { isSent } = typedForm;
    keep();
    typedForm.isSent = isSent;
    write();
  });

  typedStore.tidy();
  typedStore.hold(key);
  // The admin fits its fields to the page when that is ready; wait until it has.
  setTimeout(() => {
    if ("refused" in page.dataset) {
      refused = typedStore.get(key)?.fields ?? [];
      keep();
    } else {
      offer();
    }
  });
});
