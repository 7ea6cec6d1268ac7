/** No such page. */
export default function NotFound() {
  return <h1>There is no such page</h1>;
}
