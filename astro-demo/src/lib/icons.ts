/** Drawings of the icons that the slot `benefits` may name: path data on a 24 × 24 grid, stroked. */
const ICONS: ReadonlyMap<string, string> = new Map([
  ["price", "M4 4h8l8 8-8 8-8-8V4Zm4.5 4.5h.01"],
  ["clock", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.5 2"],
  ["shield", "M12 3 5 6v5c0 4.6 3 8.3 7 10 4-1.7 7-5.4 7-10V6l-7-3Zm-3 9 2.2 2.2L15.5 10"],
  ["snow", "M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5 12 7l2.5-2.5M9.5 19.5 12 17l2.5 2.5"],
  ["quiet", "M4 10v4h3l4 4V6L7 10H4Zm11 0 5 4m0-4-5 4"],
  ["house", "m3.5 11 8.5-7 8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6"],
  [
    "sun",
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4",
  ],
  ["lock", "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5"],
]);

/** Path data of an icon; a plain tick where the name is not known. */
export function iconPath(name: string): string {
  return ICONS.get(name) ?? "m5 12.5 4.5 4.5L19 7.5";
}
