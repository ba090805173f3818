// Completes the addresses of links, as assembly/core/addresses.py does on the server.

const SCHEME = /^(?:https?:\/\/[^\s/?#.][^\s/?#]*|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\s-]+$)/i;
const EMAIL = /^[^\s@:/?#]+@[^\s@:/?#.]+(?:\.[^\s@:/?#.]+)*\.\p{L}{2,}$/u;
const HOST = /^(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+(?:\p{L}{2,}|xn--[a-z\d-]+)(?::\d{1,5})?(?=[/?#]|$)/u;
const FILE = /^[^/?#]*\.(?:html?|php|aspx?|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|rar|jpe?g|png|gif|webp)$/i;

// Return a whole address for what was typed, "" if nothing was, or null if it leads nowhere.
export function completeAddress(typed) {
  const address = typed.trim();
  if (!address || SCHEME.test(address) || /^(?:\/(?!\/)|#.)/.test(address)) return /\s/.test(address) && !/^tel:/i.test(address) ? null : address;
  if (/\s/.test(address)) return null;
  if (EMAIL.test(address)) return `mailto:${address}`;
  if (address.startsWith("//")) return completeAddress(address.slice(2));
  return HOST.test(address) && !FILE.test(address) ? `https://${address}` : null;
}
