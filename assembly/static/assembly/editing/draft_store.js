// Stores unsaved text in this browser: one draft each time a form is opened.
//
// A draft is stored by user, path of the form and key. It has `key`; `at`, when it was last changed;
// `isSent`, whether it was sent to the server, which has not answered yet; `opened`, the version of
// the record that it changes; `fields`, pairs of a field and its value; `files`, the names of chosen
// files; and `rows`, see form_rows.js.

const PREFIX = "typed:";

export class DraftStore {
  #storage = localStorageOrNothing();

  // Lifecycle

  constructor({ user, days, cookies }) {
    this.user = user;
    this.days = days; // how long a draft is kept
    this.cookies = cookies; // the path of the cookies that say what was saved
  }

  // Actions

  // Delete drafts that the server has saved, that are too old, or that cannot be read.
  tidy() {
    const saved = [...document.cookie.matchAll(/\bkept_([0-9a-f]+)=/g)].map(([, key]) => key);
    const oldest = Date.now() - this.days * 24 * 60 * 60 * 1000;
    for (const name of this.#names(PREFIX)) {
      const draft = this.#read(name);
      if (!(draft?.at > oldest) || saved.includes(draft.key)) delete this.#storage[name];
    }
    for (const key of saved) {
      document.cookie = `kept_${key}=; max-age=0; path=${this.cookies}; samesite=lax`;
    }
  }

  get(key) {
    return this.#read(this.#name(key));
  }

  // Return this user's drafts of this form: sent ones first, then the newest.
  list() {
    const drafts = this.#names(this.#name("")).map((name) => this.#read(name));
    return drafts.sort((one, other) => other.isSent - one.isSent || other.at - one.at);
  }

  // Return whether there was room for the draft.
  put(draft) {
    try {
      this.#storage[this.#name(draft.key)] = JSON.stringify(draft);
      return true;
    } catch {
      return false;
    }
  }

  drop(key) {
    delete this.#storage[this.#name(key)];
  }

  // Lock a draft until this page is left; wait a little if another tab has locked it. Return whether
  // that succeeded.
  hold(key) {
    if (!navigator.locks) return Promise.resolve(true); // without TLS
    return new Promise((resolve) => {
      const held = () => {
        resolve(true);
        return new Promise(() => {});
      };
      navigator.locks
        .request(`typed:${key}`, { signal: AbortSignal.timeout(1000) }, held)
        .catch(() => resolve(false));
    });
  }

  // Private

  #name(key) {
    return `${PREFIX}${this.user}:${location.pathname}:${key}`;
  }

  #names(beginning) {
    return Object.keys(this.#storage).filter((name) => name.startsWith(beginning));
  }

  #read(name) {
    try {
      return JSON.parse(this.#storage[name]);
    } catch {
      return null;
    }
  }
}

function localStorageOrNothing() {
  try {
    return window.localStorage;
  } catch {
    return {}; // the browser is set to store nothing
  }
}
