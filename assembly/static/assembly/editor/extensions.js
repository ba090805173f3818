// Our extensions of the rich text editor, and the editor's that we change; the editor loads them.

export { Link } from "./links.js";
export { CleanPaste } from "./paste.js";
export { Table, TableCell, TableHeader } from "./tables.js";
