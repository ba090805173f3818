// Reports every few seconds that a record is open here, and shows who else has it open.

export class Presence {
  #waiting;

  // Lifecycle

  constructor(line) {
    this.line = line;
  }

  connect() {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.tell();
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", () => this.tell());
  }

  // Actions

  async tell() {
    clearTimeout(this.#waiting);
    try {
      const sent = { method: "POST", body: body(), redirect: "manual" };
      const answer = await fetch(this.line.dataset.address, sent);
      if (answer.ok) this.#show((await answer.json()).others);
      else if (answer.status === 403 || answer.status === 404) return;
      else this.#show([]); // logged out
    } catch {
      this.#show([]); // the connection is broken, and nobody can be seen
    }
    this.#waiting = setTimeout(() => this.tell(), document.hidden ? 15_000 : 5_000);
  }

  leave() {
    clearTimeout(this.#waiting);
    navigator.sendBeacon(this.line.dataset.address, body({ leave: "" }));
  }

  // Private

  // Screen readers announce every replacement, so replace only what has changed.
  #show(others) {
    const said = others.map(({ text }) => text);
    const shown = [...this.line.children].map(({ textContent }) => textContent);
    if (said.join("\n") === shown.join("\n")) return;
    this.line.replaceChildren(...said.map(paragraph));
  }
}

function body(more = {}) {
  const data = new FormData();
  const [, token] = document.cookie.match(/\bcsrftoken=([^;]+)/) ?? [];
  data.set("csrfmiddlewaretoken", token ?? "");
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  return data;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.className = "presence";
  made.textContent = text;
  return made;
}
