/** One system call of the traced thread that changes a file, or says something. */
export interface Call {
  readonly name: "pwrite64" | "write" | "fsync" | "fdatasync" | "ftruncate" | "unlink";
  /** Descriptor of the file; 1: standard output. */
  readonly descriptor: number;
  readonly path: string;
  readonly data: Buffer;
  /** Place in the file, or its new length, bytes. */
  readonly offset: number;
}

/** What the tracer is asked for: every byte that is written, in hexadecimal. */
export const STRACE: readonly string[] = [
  "strace",
  "--follow-forks",
  "--decode-fds=path",
  "--strings-in-hex=all",
  "--string-limit=100000",
  "--trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink",
  "--quiet=all",
];

const LINE = /^(\d+) +(.*)$/u;
const UNFINISHED = / <unfinished \.\.\.>$/u;
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/u;
const CALL = /^(\w+)\((?:(\d+)<([^>]*)>|"([^"]*)")(?:, (.*))?\) += (-?\d+)/u;

/**
 * Reads what strace wrote.
 *
 * @returns the calls of the first thread that succeeded, in their order.
 */
export function parseTrace(text: string): readonly Call[] {
  const calls: Call[] = [];
  let begun = "";
  let first: string | undefined;
  for (const line of text.split("\n")) {
    const [, thread, rest = ""] = LINE.exec(line) ?? [];
    first ??= thread;
    if (thread !== first) continue;
    if (UNFINISHED.test(rest)) {
      begun = rest.replace(UNFINISHED, "");
      continue;
    }
    const [, end] = RESUMED.exec(rest) ?? [];
    const call = parseCall(end === undefined ? rest : begun + end);
    if (call !== undefined) calls.push(call);
  }
  return calls;
}

function parseCall(line: string): Call | undefined {
  const [, name = "", descriptor, opened, named, rest = "", result] = CALL.exec(line) ?? [];
  if (result === undefined || result.startsWith("-")) return undefined;
  const file = {
    descriptor: Number(descriptor ?? -1),
    path: unhex(opened ?? named ?? "").toString(),
    data: Buffer.alloc(0),
    offset: 0,
  };
  switch (name) {
    case "pwrite64":
    case "write": {
      const [, text = "", cut] = /^"([^"]*)"(\.\.\.)?/u.exec(rest) ?? [];
      if (cut !== undefined)
        throw new Error(`a write to ${file.path} is longer than what was traced`);
      const data = unhex(text).subarray(0, Number(result));
      return { ...file, name, data, offset: Number(rest.split(", ").at(-1)) };
    }
    case "fsync":
    case "fdatasync":
    case "unlink":
      return { ...file, name };
    case "ftruncate":
      return { ...file, name, offset: Number(rest) };
    default:
      return undefined;
  }
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}
