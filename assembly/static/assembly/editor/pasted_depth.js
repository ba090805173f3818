// Bounds how deep pasted HTML is: browsers take quadratic time to parse what is very deep.

const DEEPEST = 100; // tags within each other
const MOST_FORMATS = 12; // of those that a browser opens again in each paragraph
const TAG = /<(\/?)([a-z][a-z\d:]*)(?:[\s/][^<>]*)?>/gi;

const set = (tags) => new Set(tags.split(" "));
const FORMATS = set("a b big code em font i nobr s small strike strong tt u");
const INLINE = set("abbr bdi bdo cite del dfn ins kbd label mark o:p q samp span sub sup time var");
// These have no content, or end where the next begins.
const FLAT = set("area base br col hr img input li link meta p source td th tr tbody thead tfoot dd dt option wbr");

// Return HTML without the tags that are too deep; the words of those stay, apart where they were.
export function withBoundedDepth(html) {
  const formats = { open: 0, dropped: 0, most: MOST_FORMATS };
  const others = { open: 0, dropped: 0, most: DEEPEST };
  return html.replace(TAG, (tag, isEnd, written) => {
    const name = written.toLowerCase();
    if (FLAT.has(name)) return tag;
    const depth = FORMATS.has(name) ? formats : others;
    const replacement = depth === formats || INLINE.has(name) ? "" : "<br>";
    if (isEnd && depth.dropped) {
      depth.dropped -= 1;
      return replacement;
    }
    if (!isEnd && depth.open >= depth.most) {
      depth.dropped += 1;
      return replacement;
    }
    depth.open = Math.max(0, depth.open + (isEnd ? -1 : 1));
    return tag;
  });
}
