// What the tags and styles of pasted HTML mean. Styles are read as text: the Content-Security-Policy of
// the page empties `element.style` of pasted HTML, and reports each.

const BOLD = /(?<![-\w])font(?:-weight:\s*(?:bold|[6-9]\d\d)|:\s*(?:[a-z-]+\s+)*bold)/;
const NOT_BOLD = /(?<![-\w])font-weight:\s*(?:normal|lighter|[1-5]\d\d)/;
const ITALIC = /(?<![-\w])font(?:-style:\s*|:\s*(?:[a-z-]+\s+)*)(?:italic|oblique)/;
const NOT_ITALIC = /(?<![-\w])font-style:\s*normal/;
const RAISED = /vertical-align:\s*super|mso-text-raise:\s*[1-9]/;
const LOWERED = /vertical-align:\s*sub\b|mso-text-raise:\s*-/;
const LEVEL = /vertical-align:\s*baseline/;
const HIDDEN = /display:\s*none|visibility:\s*hidden|mso-hide:\s*all/;
const ON_ITS_OWN_LINE = /(?<![-\w])display:\s*(?:block|flex|grid|list-item|table(?!-cell)(?:-\w+)?)\s*(?:[;!]|$)/;
const CELL = /(?<![-\w])display:\s*table-cell/;
const STRUCK = /text-decoration[^;]*line-through/;
const ROWS = new Set(["row", "listitem"]);
const CELLS = new Set(["cell", "gridcell", "columnheader", "rowheader"]);
const STANDS_APART = new Set("button mi mn mo ms mtext rt s strike".split(" ")); // within a line
const OUTLINE = /mso-outline-level:\s*([1-9])/;

const UNSEEN = new Set(
  "audio canvas del embed head iframe link meta noscript object script style svg template title video".split(" "),
);
const CONTROLS = new Set("input option select textarea".split(" "));

const STYLE = /(<[a-z][^<>]*?\s)style(?=\s*=)/gi;

const SHEET = /(<\/?)style(?=[\s>])/gi;

// Return HTML with its styles under other names, which no browser applies: a parsed document runs no script.
export const withInertStyles = (html) => html.replace(STYLE, "$1data-style").replace(SHEET, "$1script");

export const styleOf = (element) => (element.dataset.style ?? "").toLowerCase();

// Whether nobody saw an element in the program that it was copied from, or it is no text.
export function isUnseen(element) {
  const tag = element.localName;
  if (UNSEEN.has(tag) || CONTROLS.has(tag) || element.hasAttribute("hidden")) return true;
  return element.getAttribute("aria-hidden") === "true" || HIDDEN.test(styleOf(element));
}

// Whether the text in an element of any tag stood in lines of its own.
export function isOnItsOwnLine(element) {
  return ON_ITS_OWN_LINE.test(styleOf(element)) || ROWS.has(element.getAttribute("role"));
}

// Whether words in and around an element must not join: those in cells, or struck through.
export function standsApart(element) {
  const style = styleOf(element);
  return STANDS_APART.has(element.localName) || CELL.test(style) || STRUCK.test(style) || CELLS.has(element.getAttribute("role"));
}

// The marks of the text in an element, from the marks around it.
export function marksWithin(element, around) {
  const style = styleOf(element);
  const marks = { ...around };
  const tag = element.localName;
  if (["b", "strong"].includes(tag) || BOLD.test(style)) marks.bold = true;
  if (NOT_BOLD.test(style)) marks.bold = false;
  if (["i", "em"].includes(tag) || ITALIC.test(style)) marks.italic = true;
  if (NOT_ITALIC.test(style)) marks.italic = false;
  const isNote = element.classList.contains("MsoFootnoteReference");
  if (tag === "sup" || isNote || RAISED.test(style)) marks.place = "sup";
  else if (tag === "sub" || LOWERED.test(style)) marks.place = "sub";
  else if (LEVEL.test(style)) marks.place = "";
  return marks;
}

// The level of a heading in the editor, or 0: the page's title has the first, ours the next two.
export function headingLevel(element) {
  const [, level] = /^h([1-6])$/.exec(element.localName) ?? OUTLINE.exec(styleOf(element)) ?? [];
  if (level) return Number(level) <= 2 ? 2 : 3;
  if (element.classList.contains("MsoTitle")) return 2;
  if (element.getAttribute("role") !== "heading") return 0;
  return Number(element.getAttribute("aria-level")) > 2 ? 3 : 2;
}
