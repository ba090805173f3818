// Finds the rich text editors of a page, which another script creates.

// Return the editor of a textarea, or undefined if there is none yet.
export function editorOf(textarea) {
  return textarea.closest(".prose-editor")?.querySelector(".tiptap")?.editor;
}

// Call back with each editor and its textarea, now or once it exists.
export function eachEditor(callback) {
  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    callback(editor, textarea);
  });
  for (const textarea of document.querySelectorAll(".prose-editor > textarea")) {
    callback(editorOf(textarea), textarea);
  }
}
