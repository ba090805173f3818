// What the admin's own scripts offer to ours. They are no modules and leave it on the window; each
// function here waits until it is there.

const happens = (target, name) =>
  new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));

// Resolves to Django's jQuery, once the admin has fitted its fields to the page.
export async function adminReady() {
  if (!window.django?.jQuery) await happens(document, "DOMContentLoaded");
  const { jQuery } = window.django;
  await new Promise((resolve) => jQuery(resolve));
  await new Promise((resolve) => setTimeout(resolve)); // after all others that waited for jQuery
  return jQuery;
}

// Resolves to the function that translates a text, or to one that returns it where none is served.
export async function translations() {
  if (!window.gettext && document.readyState !== "complete") await happens(window, "load");
  return window.gettext ?? ((text) => text);
}
