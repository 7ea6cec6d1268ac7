const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Random bytes from here on are thrown away, so that each digit is equally likely. */
const FAIR = 256 - (256 % DIGITS.length);

/** Random digits and letters from the platform's secure generator: 5.95 bits each. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * length))) {
      if (byte < FAIR && text.length < length) text += DIGITS[byte % DIGITS.length];
    }
  }
  return text;
}

/** Writes an unsigned 32-bit integer in six digits. */
export function toBase62(value: number): string {
  let text = "";
  for (let rest = value; text.length < 6; rest = Math.floor(rest / DIGITS.length)) {
    text = `${DIGITS[rest % DIGITS.length]}${text}`;
  }
  return text;
}
