// Completes the addresses of links by the rules of the server: assembly/core/addresses.py.

const WHOLE =
  /^(?:https?:\/\/[^\s/?#.@][^\s/?#]*|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\s-]+$|\/(?![/\\])|#\S)/i;
const LABELS = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+`;
const EMAIL = new RegExp(String.raw`^[^\s@:/?#]+@${LABELS}\p{L}{2,}$`, "u");
const HOST = new RegExp(String.raw`^${LABELS}(?:xn--[a-z\d-]+|\p{L}{2,})(?::\d{1,5})?(?=[/?#]|$)`, "iu");
const FILE =
  /^[^/?#]*\.(?:html?|php|aspx?|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|rar|jpe?g|png|gif|webp)$/i;

// Return a whole address for what was typed, or null if it leads nowhere.
export function completeAddress(typed) {
  const address = typed.trim();
  if (WHOLE.test(address)) return /^tel:/i.test(address) ? address : address.replace(/\s+/g, "%20");
  const bare = address.replace(/^\/\//, "");
  if (EMAIL.test(bare) && bare === address) return `mailto:${address}`;
  return HOST.test(bare) && !FILE.test(bare) && !/\s/.test(bare) ? `https://${bare}` : null;
}
