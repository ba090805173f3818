// Turns pasted HTML of any program into what the editor can make, so that what it meant survives.

import { completeAddress } from "./addresses.js";
import { HtmlWriter } from "./html_writer.js";
import { withBoundedDepth } from "./pasted_depth.js";
import { describedLevels, isListMarker, isListParagraph, joinItemLists, listItem } from "./pasted_lists.js";
import { headingLevel, isOnItsOwnLine, isUnseen, marksWithin, standsApart, styleOf, withInertStyles } from "./pasted_styles.js";

const BLOCKS = new Set(
  (
    "address article aside body blockquote caption center dd details dialog div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav p pre search section summary td th tr"
  ).split(" "),
);
const LISTS = ["ul", "ol"];
const MOST_COLUMNS = 100;
// Of a whole web page.
const AROUND_THE_TEXT =
  "nav, aside, [role=navigation], [role=banner], [role=contentinfo], :is(header, footer):not(main *, article *)";
const REDIRECTS = [
  [/^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/, "q"],
  [/^https:\/\/[a-z\d.]+\.safelinks\.protection\.outlook\.com\//, "url"],
];

// Return the HTML for the editor, and how many images were left out.
export function cleanHtml(pasted) {
  const page = new DOMParser().parseFromString(withInertStyles(withBoundedDepth(pasted)), "text/html");
  const cleaner = new Cleaner(page);
  return { html: cleaner.clean(), images: cleaner.images };
}

class Cleaner {
  constructor(page) {
    this.page = page;
    this.described = describedLevels(page);
    this.writer = new HtmlWriter();
    this.images = 0;
    this.inCell = false;
    this.heading = 0; // the level of the heading around the text
    this.isBold = false; // whether all text in its place is bold, so that it needs no mark
  }

  clean() {
    joinItemLists(this.page);
    if (this.page.querySelector("main, article")) {
      for (const part of this.page.querySelectorAll(AROUND_THE_TEXT)) part.remove();
    }
    this.#children(this.page.body, {});
    this.writer.endBlock();
    return this.writer.html.join("");
  }

  #children(parent, marks) {
    let paragraphs = []; // of one list of Word
    for (const node of parent.childNodes) {
      const isElement = node.nodeType === Node.ELEMENT_NODE;
      if (isElement && isListParagraph(node) && !this.inCell) {
        paragraphs.push(node);
        continue;
      }
      if (paragraphs.length && !isElement && !node.textContent.trim()) continue;
      if (node.nodeType === Node.COMMENT_NODE) continue;
      this.#wordList(paragraphs, marks);
      paragraphs = [];
      if (isElement) this.#element(node, marks);
      else if (node.nodeType === Node.TEXT_NODE) this.#text(node.data, marks, parent);
    }
    this.#wordList(paragraphs, marks);
  }

  #text(text, marks, parent) {
    const lines = parent.closest("pre") ? text.split(/\r?\n/) : [text];
    for (const [number, line] of lines.entries()) {
      if (number) this.writer.lineBreak();
      this.writer.text(line, this.isBold || this.heading ? { ...marks, bold: false } : marks);
    }
  }

  #element(element, around) {
    const tag = element.localName;
    if (tag === "img") this.#image(element, around);
    if (tag === "img" || isUnseen(element) || isListMarker(element)) return;
    const marks = marksWithin(element, around);
    if (tag === "a") marks.href = linkOf(element);
    if (tag === "br") this.#break(element);
    else if (tag === "table") this.#table(element, marks);
    else if (LISTS.includes(tag) && !this.inCell) this.#list(element, marks);
    else if (BLOCKS.has(tag) || LISTS.includes(tag) || isOnItsOwnLine(element)) this.#block(element, marks);
    else if (standsApart(element)) this.#apart(element, marks);
    else this.#children(element, marks);
  }

  #apart(element, marks) {
    this.writer.text(" ", marks);
    this.#children(element, marks);
    this.writer.text(" ", marks);
  }

  #image(element, marks) {
    const alt = element.getAttribute("alt") ?? "";
    const isTiny = ["width", "height"].some((side) => Number.parseInt(element.getAttribute(side), 10) <= 1);
    if (/^\p{Extended_Pictographic}/u.test(alt)) this.writer.text(alt, marks);
    else if (!isTiny && !isUnseen(element)) this.images += 1;
    this.writer.text(" ", marks);
  }

  #break(element) {
    if (!element.classList.contains("Apple-interchange-newline")) this.writer.lineBreak();
  }

  #block(element, marks) {
    const { heading } = this;
    const isQuote = element.localName === "blockquote" && !this.inCell && isSaid(element);
    if (isQuote) this.writer.tag("<blockquote>");
    if (!this.inCell) this.heading = headingLevel(element) || heading;
    this.#endBlock();
    this.#children(element, marks);
    this.heading = heading;
    this.#endBlock();
    if (isQuote) this.writer.tag("</blockquote>");
  }

  #endBlock() {
    this.writer.endBlock(this.heading ? `h${this.heading}` : "p");
  }

  // Google Docs puts inner lists between the items, not into them.
  #list(list, marks) {
    const start = Number.parseInt(list.getAttribute("start"), 10);
    this.writer.tag(list.localName === "ol" && start > 1 ? `<ol start="${start}">` : `<${list.localName}>`);
    let isOpen = false;
    for (const node of list.childNodes) {
      const tag = node.localName;
      if (node.nodeType === Node.COMMENT_NODE || !(tag || node.textContent.trim())) continue;
      if (isOpen && !LISTS.includes(tag)) this.writer.tag("</li>");
      if (!isOpen || !LISTS.includes(tag)) this.writer.tag("<li>");
      isOpen = true;
      if (tag === "li") this.#children(node, marksWithin(node, marks));
      else if (tag) this.#element(node, marks);
      else this.#text(node.data, marks, list);
    }
    this.writer.tag(isOpen ? `</li></${list.localName}>` : `</${list.localName}>`);
  }

  #wordList(paragraphs, marks) {
    const open = []; // the lists around the item: { tag, list, level }
    const close = () => this.writer.tag(`</li></${open.pop().tag}>`);
    for (const paragraph of paragraphs) {
      const { list, level, ordered, number } = listItem(paragraph, this.described);
      const tag = ordered ? "ol" : "ul";
      const isAnother = (one) => one?.level === level && (one.tag !== tag || one.list !== list);
      while (open.at(-1)?.level > level || isAnother(open.at(-1))) close();
      if (open.at(-1)?.level === level) this.writer.tag("</li><li>");
      else {
        open.push({ tag, list, level });
        this.writer.tag(ordered && number > 1 ? `<ol start="${number}"><li>` : `<${tag}><li>`);
      }
      this.#children(paragraph, marksWithin(paragraph, marks));
      this.writer.endBlock();
    }
    while (open.length) close();
  }

  #table(table, marks) {
    const cells = [...table.rows].flatMap((row) => [...row.cells]);
    const isLayout = cells.length < 2 || /^(?:none|presentation)$/.test(table.getAttribute("role"));
    if (this.inCell || isLayout || table.querySelector("table")) {
      this.#children(table, marks);
      this.writer.endBlock();
      return;
    }
    this.writer.tag("<table>");
    const caption = table.caption?.textContent.replace(/\s+/g, " ").trim();
    if (caption) {
      this.writer.endBlock("caption");
      this.writer.text(caption, {});
    }
    this.#rows(table, marks);
    this.writer.tag("</table>");
  }

  #rows(table, marks) {
    this.inCell = true;
    for (const [number, row] of [...table.rows].entries()) {
      this.writer.tag("<tr>");
      for (const cell of row.cells) {
        const isHeader = cell.localName === "th" || row.parentElement.localName === "thead";
        const rowsLeft = table.rows.length - number;
        const down = Math.min(cell.rowSpan || rowsLeft, rowsLeft);
        const spans = `colspan="${Math.min(cell.colSpan, MOST_COLUMNS)}" rowspan="${down}"`;
        this.writer.tag(`<${isHeader ? "th" : "td"} ${spans}>`);
        this.isBold = isHeader;
        this.#children(cell, marksWithin(cell, marks));
        this.isBold = false;
        this.writer.tag(isHeader ? "</th>" : "</td>");
      }
      this.writer.tag("</tr>");
    }
    this.inCell = false;
  }
}

// Outlook and old programs indent with quotations; one that only indents has a margin of its own.
function isSaid(quote) {
  return !/margin(?:-left)?:\s*0|border:\s*none/.test(styleOf(quote));
}

// The address of a link to another page; within the pasted page, or on a disk, there is none.
function linkOf(link) {
  let address = (link.getAttribute("href") ?? "").trim();
  for (const [redirect, name] of REDIRECTS) {
    if (redirect.test(address)) address = new URL(address).searchParams.get(name) ?? address;
  }
  return /^[/#]/.test(address) ? "" : (completeAddress(address) ?? "");
}
