import type { Call } from "./trace.ts";

/** A disk that keeps what was synced, and of the rest what chance will have it. */
export interface Disk {
  /** Does what a system call did to a file. */
  apply(call: Call): void;
  /**
   * What each file holds after a power cut now: all that was synced, and of what was written since any
   * part: writes as a whole, single sectors of them, or nothing.
   *
   * @param random Gives numbers from 0 up to 1.
   */
  cut(random: () => number): ReadonlyMap<string, Buffer>;
}

const SECTOR_BYTES = 512;

interface File {
  synced: Buffer;
  pending: Call[];
}

/** Makes an empty disk. */
export function createDisk(): Disk {
  const files = new Map<string, File>();
  return {
    apply(call) {
      const file = files.get(call.path) ?? { synced: Buffer.alloc(0), pending: [] };
      files.set(call.path, file);
      if (call.name === "fsync" || call.name === "fdatasync") {
        for (const write of file.pending) file.synced = changed(file.synced, write);
        file.pending = [];
      } else file.pending.push(call);
    },
    cut(random) {
      const share = random();
      const image = new Map<string, Buffer>();
      for (const [path, { synced, pending }] of files) {
        let content: Buffer = Buffer.from(synced);
        for (const call of pending) {
          for (const part of surviving(call, share, random)) content = changed(content, part);
        }
        image.set(path, content);
      }
      return image;
    },
  };
}

/** The parts of a write that reached the disk before it was synced. */
function surviving(call: Call, share: number, random: () => number): readonly Call[] {
  if (random() < share) return [call];
  if (call.name !== "pwrite64" || random() < 0.5) return [];
  const sectors = Array.from({ length: Math.ceil(call.data.length / SECTOR_BYTES) }, (_, i) => ({
    ...call,
    offset: call.offset + i * SECTOR_BYTES,
    data: call.data.subarray(i * SECTOR_BYTES, (i + 1) * SECTOR_BYTES),
  }));
  return sectors.filter(() => random() < 0.5);
}

/** A file after a write or a change of its length; the same memory where it fits. */
function changed(content: Buffer, { name, data, offset }: Call): Buffer {
  if (name === "ftruncate") return resized(content, offset);
  if (name !== "pwrite64") throw new Error(`what ${name} leaves after a power cut is not known`);
  const whole = resized(content, Math.max(content.length, offset + data.length));
  data.copy(whole, offset);
  return whole;
}

function resized(content: Buffer, length: number): Buffer {
  if (length === content.length) return content;
  const next = Buffer.alloc(length);
  content.copy(next);
  return next;
}
