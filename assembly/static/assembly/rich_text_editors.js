// Finds the rich text editors of a page, which their own script makes in its own time.

// The editor of a textarea; undefined as long as there is none.
export function editorOf(textarea) {
  return textarea.closest(".prose-editor")?.querySelector(".tiptap")?.editor;
}

// Calls back with each editor and its textarea: those that are there, and those that will be.
export function eachEditor(callback) {
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    callback(editor, textarea);
  });
  for (const textarea of document.querySelectorAll(".prose-editor > textarea")) {
    callback(editorOf(textarea), textarea);
  }
}
