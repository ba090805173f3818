// Says by the buttons of the steps what the moment that is being typed will do.
//
// The server has said it for the moment that it sent, and gives the sentences: `data-none`,
// `data-later` and `data-past`, with %(moment)s, %(when)s and %(day)s; `data-moment`, how a day and a
// time are joined; and `data-zone`, the time zone of what is typed.

const DAY = 24 * 60 * 60 * 1000;

export class PublicationMoment {
  // Lifecycle

  constructor(line, form) {
    this.line = line;
    this.date = form.elements.moment_0;
    this.time = form.elements.moment_1;
    this.confirmation = form.querySelector(".steps__past");
    this.served = this.#typed();
  }

  connect() {
    for (const input of [this.date, this.time]) {
      for (const type of ["input", "change"]) input.addEventListener(type, () => this.say());
    }
  }

  // Actions

  say() {
    const text = this.#sentence();
    if (this.line.textContent !== text) this.line.textContent = text;
    // The box confirms the moment that the server sent, and no other.
    if (this.confirmation) this.confirmation.hidden = this.#typed() !== this.served;
  }

  // Private

  #typed() {
    return `${this.date.value} ${this.time.value}`;
  }

  #sentence() {
    const { none, later, past, moment } = this.line.dataset;
    if (!this.date.value && !this.time.value) return none;
    const then = Date.parse(`${this.date.value}T${this.time.value}Z`);
    if (Number.isNaN(then)) return ""; // not typed to the end
    const day = format(then, { day: "numeric", month: "long", year: "numeric" });
    const now = clockOf(this.line.dataset.zone);
    if (then <= now) return filled(past, { day });
    const time = format(then, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    return filled(later, { moment: filled(moment, { day, time }), when: howSoon(then, now) });
  }
}

// Moments are compared by the clock of the assembly's time zone, as if that were universal time.
function clockOf(zone) {
  const parts = { dateStyle: "short", timeStyle: "medium", timeZone: zone };
  return Date.parse(`${new Intl.DateTimeFormat("sv", parts).format().replace(" ", "T")}Z`);
}

function howSoon(then, now) {
  const inWords = new Intl.RelativeTimeFormat(language());
  const days = Math.floor(then / DAY) - Math.floor(now / DAY);
  if (days) return inWords.format(days, "day");
  const minutes = Math.floor((then - now) / 60_000);
  const hours = Math.floor(minutes / 60);
  return hours ? inWords.format(hours, "hour") : inWords.format(minutes, "minute");
}

function format(moment, parts) {
  return new Intl.DateTimeFormat(language(), { ...parts, timeZone: "UTC" }).format(moment);
}

// English dates put the day first, as elsewhere on the site.
function language() {
  const { lang } = document.documentElement;
  return lang === "en" ? "en-GB" : lang;
}

function filled(sentence, words) {
  return sentence.replace(/%\((\w+)\)s/g, (place, name) => words[name] ?? place);
}
