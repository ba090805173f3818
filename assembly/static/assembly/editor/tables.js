// Tables of plain cells: a header row, a caption, rows and columns; no merged cells, no widths.

import {
  gettext,
  Table as AnyTable,
  TableCell as AnyCell,
  TableHeader as AnyHeader,
  updateAttrsDialog,
} from "django-prose-editor/editor";

const NEW_TABLE = { rows: 3, cols: 3, withHeaderRow: true };
const OF_THE_EDITOR = ["addColumnAfter", "deleteColumn", "addRowAfter", "deleteRow", "deleteTable"];

const inTable = (editor) => editor.isActive("table");

async function askForCaption(editor) {
  const properties = { caption: { title: gettext("Caption") } };
  const dialog = updateAttrsDialog(properties, { title: gettext("Table caption") });
  const answer = await dialog(editor, editor.getAttributes("table"));
  if (answer) editor.chain().focus().updateAttributes("table", { caption: answer.caption.trim() }).run();
}

// Show the caption, which is an attribute of the table, above its rows.
function withCaption(view, node) {
  const caption = document.createElement("caption");
  caption.contentEditable = "false";
  const show = ({ attrs }) => {
    caption.textContent = attrs.caption;
    caption.hidden = !attrs.caption;
  };
  show(node);
  view.table.prepend(caption);
  const update = view.update.bind(view);
  view.update = (changed) => {
    const isSame = update(changed);
    if (isSame) show(changed);
    return isSame;
  };
  return view;
}

export const Table = AnyTable.extend({
  addAttributes() {
    return {
      caption: {
        default: "",
        parseHTML: (table) => table.querySelector(":scope > caption")?.textContent.trim() ?? "",
        renderHTML: () => ({}),
      },
    };
  },

  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }];
  },

  renderHTML({ node }) {
    const { caption } = node.attrs;
    return ["table", {}, ...(caption ? [["caption", {}, caption]] : []), ["tbody", 0]];
  },

  addNodeView() {
    const make = this.parent();
    return (options) => withCaption(make(options), options.node);
  },

  addMenuItems({ editor, buttons, menu }) {
    const define = (name, command, icon, title, isHidden) =>
      menu.defineItem({
        name: `table:${name}`,
        groups: "table",
        button: buttons.material(icon, title),
        command,
        hidden: isHidden,
      });
    const outside = (one) => !inTable(one);
    const insert = (one) => one.chain().focus().insertTable(NEW_TABLE).run();
    define("insert", insert, "grid_on", "Insert table", inTable);
    const names = new Set(OF_THE_EDITOR.map((name) => `table:${name}`));
    const defineItem = (item) => names.has(item.name) && menu.defineItem(item);
    this.parent({ editor, buttons, menu: { ...menu, defineItem } });
    const toggle = (one) => one.chain().focus().toggleHeaderRow().run();
    define("headerRow", toggle, "border_top", "Header row", outside);
    define("caption", askForCaption, "subtitles", "Table caption", outside);
  },
});

// A cell contains paragraphs only, and has neither width nor alignment.
const plain = (cell) =>
  cell.extend({
    content: "paragraph+",
    addAttributes() {
      const { colspan, rowspan } = this.parent();
      return { colspan, rowspan };
    },
  });

export const TableCell = plain(AnyCell);
export const TableHeader = plain(AnyHeader);
