const NAMESPACE = 'http://www.w3.org/1998/Math/MathML';
const MAX_NODES = 5_000;
const ELEMENTS = new Set([
  'math', 'mrow', 'mi', 'mn', 'mo', 'mtext', 'mfrac', 'msqrt', 'mroot', 'msup', 'msub', 'msubsup', 'munder',
  'mover', 'munderover', 'mtable', 'mtr', 'mtd', 'mspace', 'mpadded', 'mstyle', 'mfenced', 'semantics',
]);
const ATTRIBUTES = new Set([
  'display', 'mathvariant', 'stretchy', 'fence', 'separator', 'columnalign', 'rowspacing', 'columnspacing',
  'lspace', 'rspace', 'width', 'displaystyle', 'form',
]);

/** Rebuilds MathML from the elements that formulas need; anything else in the text is left out. */
export function mathOf(text: string | undefined): Node | undefined {
  // An event handler would already be complained of while it is parsed.
  if (text === undefined || /\son\w+\s*=/i.test(text)) {
    return undefined;
  }
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  if (parsed.documentElement.localName !== 'math') {
    return undefined;
  }
  let nodes = 0;
  const copy = (source: Element): Element => {
    const made = document.createElementNS(NAMESPACE, source.localName);
    for (const attribute of source.attributes) {
      if (ATTRIBUTES.has(attribute.name)) {
        made.setAttribute(attribute.name, attribute.value);
      }
    }
    for (const child of source.childNodes) {
      if (++nodes > MAX_NODES) {
        break;
      }
      if (child.nodeType === Node.TEXT_NODE) {
        made.append(child.textContent ?? '');
      } else if (child instanceof Element && ELEMENTS.has(child.localName)) {
        made.append(copy(child));
      }
    }
    return made;
  };
  return copy(parsed.documentElement);
}
