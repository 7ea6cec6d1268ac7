/**
 * Splits text that comes in chunks into lines. The last line needs no line break; an empty text has
 * no line.
 */
export async function* splitLines(
  chunks: AsyncIterable<string>,
): AsyncGenerator<readonly string[]> {
  let rest = "";
  let first = true;
  for await (const chunk of chunks) {
    // A byte order mark would make the first line no JSON.
    const text = first && chunk.startsWith("\uFEFF") ? chunk.slice(1) : chunk;
    first = false;
    const end = text.lastIndexOf("\n");
    if (end === -1) {
      rest += text;
      continue;
    }
    yield (rest + text.slice(0, end)).split("\n");
    rest = text.slice(end + 1);
  }
  if (rest !== "") yield [rest];
}
