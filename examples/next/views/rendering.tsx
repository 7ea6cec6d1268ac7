/** Says which rendering this is, so that one can see what comes from a cache. */
export function Rendering() {
  const id = crypto.randomUUID();
  return <footer data-render={id}>Rendering {id.slice(0, 8)}</footer>;
}
