/** Says which rendering this is, so that one can see what comes from a cache. */
export function Rendering() {
  return <footer data-render={crypto.randomUUID()}>Rendered once, kept for its code.</footer>;
}
