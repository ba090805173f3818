// Lists of Word, which are paragraphs: their style has the level, a hidden span the bullet or number.

import { styleOf } from "./pasted_styles.js";

const IN_LIST = /mso-list:\s*(l\d+)\s+level(\d)/;
const NUMBERED = /^\(?(?:\d+(?:\.\d+)*|\p{L}{1,2}|[ivxlcdm]+)[.)]/iu;
const DEEPEST = 9; // level of Word's lists
const RULE = /@list\s+(l\d+:level\d+)\s*\{([^}]*)\}/g;

const isMarker = (element) => /mso-list:\s*ignore/.test(styleOf(element));
export const isListParagraph = (element) =>
  IN_LIST.test(styleOf(element)) && !/^(?:ul|ol|li|h[1-6])$/.test(element.localName);

// Whether an element is a bullet or number that the list itself shows; headings and cells have no list.
export function isListMarker(element) {
  if (!isMarker(element)) return false;
  return !(element.closest("h1, h2, h3, h4, h5, h6, td, th") && NUMBERED.test(element.textContent.trim()));
}

// Return the levels that the paste's own stylesheet (see `withInertStyles`) describes: true where they have numbers.
export function describedLevels(page) {
  const levels = new Map();
  for (const sheet of page.querySelectorAll("script")) {
    for (const [, level, rule] of sheet.textContent.matchAll(RULE)) {
      levels.set(level, !/level-number-format:\s*(?:bullet|image|none)/.test(rule));
    }
  }
  return levels;
}

// Return the level of a list paragraph, from 1, whether it is numbered, and by which number.
export function listItem(paragraph, described) {
  const [, list, level] = IN_LIST.exec(styleOf(paragraph));
  const marker = [...paragraph.querySelectorAll("span")].find(isMarker)?.textContent;
  const text = (marker ?? "").trim();
  const ordered = marker === undefined ? described.get(`${list}:level${level}`) : NUMBERED.test(text);
  return { list, level: Number(level), ordered: Boolean(ordered), number: Number.parseInt(text, 10) || 1 };
}

// Word on the web puts each item into a list of its own, which tells its level: join these to nested lists.
export function joinItemLists(page) {
  let [before, open] = [null, []]; // the last wrapper, and the last list of each level
  for (const wrapper of page.querySelectorAll(".ListContainerWrapper")) {
    const list = wrapper.querySelector(":scope > :is(ul, ol)");
    if (!list) continue;
    if (wrapper.previousElementSibling !== before) open = [];
    const level = Math.min(Number(list.querySelector("li")?.dataset.ariaLevel) || 1, DEEPEST);
    const same = open[level - 1]?.localName === list.localName ? open[level - 1] : null;
    open = open.slice(0, level - 1);
    if (same) {
      same.append(...list.children);
      list.remove();
    } else open.findLast(Boolean)?.lastElementChild.append(list);
    open[level - 1] = same ?? list;
    before = wrapper;
  }
}
