// Stores what is typed in a form of the admin until the server has saved it, and offers to restore it.

import { adminReady } from "../django_admin.js";

export class DraftsInBrowser {
  #key;
  #keyField;
  // The values that were sent and refused; the form shows them.
  #refused = [];
  #fields = [];
  #files = []; // the names of chosen files, which no script may keep
  #waiting;

  // Lifecycle

  constructor(form, store, notices) {
    this.form = form;
    this.store = store;
    this.notices = notices;
    this.opened = form.element.elements.opened?.value;
    this.#key = notices.dataset.key;
    this.#keyField = form.element.elements.form_key;
  }

  async connect() {
    // Before tidying: a form that was saved before comes back with a new key.
    const sent = this.store.get(this.notices.dataset.previous);
    this.store.tidy();
    this.store.hold(this.#key);
    const jQuery = await adminReady();
    // jQuery also receives events of the admin's own scripts; a click may fill in a date.
    jQuery(document).on("input change click formset:added formset:removed", () => this.keepSoon());
    window.addEventListener("pagehide", () => this.keepBeforeLeaving());
    document.addEventListener("submit", () => this.keepWhatIsSent());
    // A form may show a refused step again although what was sent with it is lost: then offer that.
    if (this.notices.dataset.previous) this.keepRefused(sent);
    else this.offer();
  }

  // Actions

  keep() {
    clearTimeout(this.#waiting);
    const [typed, files] = [this.#typed(), this.form.files()];
    if (JSON.stringify([typed, files]) === JSON.stringify([this.#fields, this.#files])) return;
    [this.#fields, this.#files] = [typed, files];
    this.form.isSent = false;
    this.#write();
  }

  keepSoon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.keep(), 400);
  }

  keepBeforeLeaving() {
    if (!this.form.isSent) this.keep();
  }

  keepWhatIsSent() {
    const { isSent } = this.form;
    this.keep();
    this.form.isSent = isSent;
    this.#write();
  }

  keepRefused(sent) {
    this.#refused = sent?.fields ?? [];
    this.keep();
  }

  // Offer the first draft that no other tab has open and that has something new.
  async offer() {
    for (const draft of this.store.list()) {
      if (draft.key === this.#key || !(await this.store.hold(draft.key))) continue;
      if (!this.form.lacks(draft)) {
        this.store.drop(draft.key);
        continue;
      }
      if (draft.isSent) this.putBack(draft);
      else this.#ask(draft);
      return;
    }
  }

  putBack(draft) {
    this.store.drop(this.#key);
    this.#key = this.#keyField.value = draft.key;
    this.form.fill(draft);
    this.keep();
    this.#say("put-back", draft);
    this.#onClick("discard", () => this.discard());
  }

  // Reset the form to what the server sent.
  discard() {
    clearTimeout(this.#waiting);
    this.store.drop(this.#key);
    this.form.isSent = true; // so that leaving shows no warning
    location.replace(location.pathname + location.search);
  }

  // Private

  // Return what differs from the record, including what was sent and refused.
  #typed() {
    const now = this.form.values();
    const sent = this.#refused
      .filter(([name]) => now.has(name))
      .map(([name]) => [name, now.get(name)]);
    return [...new Map([...sent, ...this.form.changes()])];
  }

  #write() {
    const { isSent } = this.form;
    const [key, opened, fields, files] = [this.#key, this.opened, this.#fields, this.#files];
    const draft = { key, at: Date.now(), isSent, opened, fields, files, rows: this.form.rows() };
    if (!fields.length && !files.length) this.store.drop(key);
    else if (!this.store.put(draft)) this.#say("full");
  }

  #ask(draft) {
    this.#say("offered", draft);
    this.#onClick("put-back", () => {
      this.putBack(draft);
      this.notices.focus();
    });
    this.#onClick("discard", () => {
      this.store.drop(draft.key);
      this.notices.replaceChildren();
      this.notices.focus();
      this.offer();
    });
  }

  #say(kind, { at, opened, files = [] } = {}) {
    const words = document.getElementById(`kept-${kind}`).content.cloneNode(true);
    for (const time of words.querySelectorAll("time")) showTime(time, at);
    const since = words.querySelector(".since");
    if (since) since.hidden = !opened || opened === this.opened;
    for (const line of words.querySelectorAll(".files")) {
      line.hidden = !files.length;
      line.querySelector("span").textContent = files.join(", ");
    }
    this.notices.replaceChildren(words);
  }

  #onClick(button, action) {
    this.notices.querySelector(`[data-do=${button}]`).addEventListener("click", action);
  }
}

// English dates put the day first, as elsewhere on the site.
function showTime(time, at) {
  const { lang } = document.documentElement;
  const parts = time.classList.contains("day")
    ? { day: "numeric", month: "long" }
    : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  time.dateTime = new Date(at).toISOString();
  time.textContent = new Date(at).toLocaleString(lang === "en" ? "en-GB" : lang, parts);
}
