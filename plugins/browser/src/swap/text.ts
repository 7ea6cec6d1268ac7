// What a visitor may be in the middle of using.
const FIELDS = "form,input,select,textarea,[contenteditable]";

/**
 * Makes an element read `text` by the least that does it: its one text node, so that icons, listeners
 * and inner markup stay; else new children. Children that a visitor may be using stay in any case.
 */
export function setText(element: Element, text: string): void {
  const nodes = textNodes(element);
  const [first, ...others] = nodes;
  if (others.length === 0) {
    if (first === undefined) {
      if (text !== "") element.append(text);
    } else if (first.data !== text) first.data = text;
    return;
  }
  if (nodes.map(({ data }) => data).join("") === text) return;
  if (!holdsFields(element)) return element.replaceChildren(text);
  for (const node of nodes) node.data = node === first ? text : "";
}

/** Whether taking the inside of an element away would lose what a visitor has typed or focused. */
export function holdsFields(element: Element): boolean {
  return element.querySelector(FIELDS) !== null || element.contains(document.activeElement);
}

// Text that is shown, and belongs to this slot.
function textNodes(element: Element): Text[] {
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    {
      acceptNode(node) {
        if (!(node instanceof Element)) {
          return /\S/.test(node.nodeValue ?? "")
            ? NodeFilter.FILTER_ACCEPT
            : NodeFilter.FILTER_SKIP;
        }
        const isForeign = node.matches(
          "[data-facet],[data-facet-ignore],script,style,select,textarea,svg",
        );
        return isForeign ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      },
    },
  );
  const found: Text[] = [];
  while (walker.nextNode() !== null) found.push(walker.currentNode as Text);
  return found;
}
