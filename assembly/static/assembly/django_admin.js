// What Django's own scripts, which are not modules, leave on the window; each function waits for it.

const happens = (target, name) =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));

// Resolves to Django's jQuery once the admin has set up its fields.
export async function adminReady() {
  if (!window.django?.jQuery) await happens(document, "DOMContentLoaded");
  const { jQuery } = window.django;
  await new Promise((resolve) => jQuery(resolve));
  await new Promise((resolve) => setTimeout(resolve)); // after everything else that waits for jQuery
  return jQuery;
}

// Resolves to the function that translates a text, or to one that returns it unchanged.
export async function translations() {
  if (!window.gettext && document.readyState !== "complete") await happens(window, "load");
  return window.gettext ?? ((text) => text);
}
