// Shows the sentence of the seats as they are typed, compared with the saved one. The server composes
// and compares it.

const TAGS = { equal: "span", insert: "ins", delete: "del" };

class SentencePreview {
  #waiting;

  // Lifecycle

  constructor(form, output) {
    this.form = form;
    this.output = output;
  }

  connect() {
    this.form.addEventListener("input", () => this.refreshSoon());
  }

  // Actions

  refreshSoon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.refresh(), 300);
  }

  async refresh() {
    const address = location.pathname.replace(/(add|change)\/$/, "preview/");
    const answer = await fetch(address, { method: "POST", body: new FormData(this.form) });
    if (!answer.ok) return;
    const { sentences, warnings } = await answer.json();
    this.output.replaceChildren(...Object.entries(sentences).map(paragraph), ...warnings.map(warning));
  }
}

// Private

function paragraph([language, runs]) {
  const made = document.createElement("p");
  made.lang = language;
  for (const [change, words] of runs) {
    const run = document.createElement(TAGS[change]);
    run.textContent = words;
    made.append(run, " ");
  }
  return made;
}

function warning(text) {
  const made = document.createElement("p");
  made.className = "sentence-warning";
  made.textContent = text;
  return made;
}

const form = document.querySelector("#composition_form");
const output = form?.querySelector(".field-sentences .readonly");

if (output) new SentencePreview(form, output).connect();
