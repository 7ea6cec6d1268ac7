import { holdsFields } from "./text.ts";
import { toSafeFragment } from "./sanitise.ts";

/**
 * Makes the children of `root` those of `markup`, made safe. A child that is there already is
 * kept, moved where it must be; one that a visitor may be using stays whatever the markup says.
 */
export function fillHtml(root: Element, markup: string): void {
  const fragment = toSafeFragment(markup);
  if (fragment === undefined) return;
  const before = Array.from(root.childNodes);
  const kept = new Set<Node>();
  let place: Node | null = root.firstChild;
  for (const wanted of Array.from(fragment.childNodes)) {
    const same = before.find((node) => !kept.has(node) && node.isEqualNode(wanted));
    const node = same ?? document.importNode(wanted, true);
    kept.add(node);
    if (node === place) place = node.nextSibling;
    else put(root, node, place);
  }
  for (const node of before) {
    const isUsed = node instanceof Element && (node.matches("form") || holdsFields(node));
    if (!kept.has(node) && !isUsed) node.remove();
  }
}

/** What moves a node without resetting what is inside (DOM standard, `moveBefore`). */
type Mover = Element & { moveBefore?(node: Node, child: Node | null): void };

function put(root: Mover, node: Node, place: Node | null): void {
  if (node.isConnected && root.moveBefore !== undefined) root.moveBefore(node, place);
  else root.insertBefore(node, place);
}
