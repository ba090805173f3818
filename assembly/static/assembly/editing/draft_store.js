// What was typed and not saved, in this browser: one entry for each opening of a form.
//
// An entry stands under the user, the form's path and the opening's key. It has `key`; `at`, when it
// was last typed in; `isSent`, whether it went to the server without an answer so far; `opened`, the
// version of the record that it changes; `fields`, pairs of a field and its value; and `rows`, see
// rows.js.

const typedStore = (() => {
  const PREFIX = "typed:";
  const page = () => document.querySelector("#kept").dataset;
  const name = (key) => `${PREFIX}${page().user}:${location.pathname}:${key}`;
  let storage;

  try {
    storage = window.localStorage;
  } catch {
    storage = {}; // the browser is told to keep nothing
  }

  function read(stored) {
    try {
      return JSON.parse(storage[stored]);
    } catch {
      return null;
    }
  }

  // Let go of what the server has said is saved, of what is old, and of what cannot be read.
  function tidy() {
    const saved = [...document.cookie.matchAll(/\bkept_([0-9a-f]+)=/g)].map(([, key]) => key);
    const oldest = Date.now() - page().days * 24 * 60 * 60 * 1000;
    for (const stored of Object.keys(storage).filter((stored) => stored.startsWith(PREFIX))) {
      const entry = read(stored);
      if (!(entry?.at > oldest) || saved.includes(entry.key)) delete storage[stored];
    }
    for (const key of saved) {
      document.cookie = `kept_${key}=; max-age=0; path=${page().cookies}; samesite=lax`;
    }
  }

  return {
    tidy,
    get: (key) => read(name(key)),
    // This user's entries for this form: first what was sent, then what is newest.
    list() {
      const entries = Object.keys(storage)
        .filter((stored) => stored.startsWith(name("")))
        .map(read);
      return entries.sort((one, other) => other.isSent - one.isSent || other.at - one.at);
    },
    // Say whether there was room for it.
    put(entry) {
      try {
        storage[name(entry.key)] = JSON.stringify(entry);
        return true;
      } catch {
        return false;
      }
    },
    drop(key) {
      delete storage[name(key)];
    },
    // Wait a little until no other tab has an entry open, then have it open until this page is left;
    // say whether that came about.
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
    },
  };
})();
