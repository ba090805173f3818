// Writes the HTML of the editor: blocks of text, with marks, lists and cells around them.

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// A space that does not break stays where it joins what belongs together: “10 km”, “№ 5”, “г. Минск”.
const JOINS = /(?:[\d№§]|(?:^|\s)\p{L}{1,2}\.?)$/u;
const JOINED = /^[\d–—]/u;

function withPlainSpaces(text) {
  const spaced = text.replace(/[^\S\u00a0]+/gu, " ").replace(/\u00a0[ \u00a0]+| \u00a0[ \u00a0]*/gu, " ");
  return spaced.split("\u00a0").reduce((before, after) => {
    const stays = after && (JOINS.test(before.slice(-4)) || JOINED.test(after));
    return `${before}${stays ? "\u00a0" : " "}${after}`;
  });
}

export class HtmlWriter {
  constructor() {
    this.html = [];
    this.block = "p";
    this.runs = []; // of the open block: { text, marks }, the text "\n" for a line break
  }

  text(text, marks) {
    this.runs.push({ text: withPlainSpaces(text), marks });
  }

  lineBreak() {
    const last = this.runs.at(-1);
    if (last?.text === "\n" && this.block === "p") this.endBlock(); // an empty line
    else if (this.runs.length) this.runs.push({ text: "\n", marks: {} });
  }

  tag(tag) {
    this.endBlock();
    this.html.push(tag);
  }

  // End the open block, if it has any words.
  endBlock(next = "p") {
    const words = this.#words();
    if (words) this.html.push(`<${this.block}>${words}</${this.block}>`);
    this.runs = [];
    this.block = next;
  }

  #words() {
    const runs = this.runs;
    while (runs.length && !runs[0].text.trim()) runs.shift();
    while (runs.length && !runs.at(-1).text.trim()) runs.pop();
    let atSpace = true;
    for (const run of runs) {
      if (atSpace && run.text !== "\n") run.text = run.text.trimStart();
      if (run.text) atSpace = /\s$/u.test(run.text);
    }
    if (runs.length) runs.at(-1).text = runs.at(-1).text.trimEnd();
    return runs.map((run) => this.#run(run)).join("");
  }

  #run({ text, marks }) {
    if (text === "\n") return "<br>";
    const tags = [marks.place, marks.italic && "em", marks.bold && "strong"].filter(Boolean);
    const marked = tags.reduce((html, tag) => `<${tag}>${html}</${tag}>`, escaped(text));
    return marks.href ? `<a href="${escaped(marks.href)}">${marked}</a>` : marked;
  }
}
