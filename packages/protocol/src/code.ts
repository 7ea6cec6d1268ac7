/** A variation code and what stands behind its dot: `<revision>-<outcomes>[.<signature>]`. */
const CODE = /^([0-9a-z]{5}-[0-9a-z]{1,64})(?:\.([A-Za-z0-9_-]{8}))?$/;

const SIGNATURE_LENGTH = 8;
// Visitors of a page share few codes; a forger's are as many as he likes.
const KEPT_SIGNATURES = 1_000;

/** The two parts of a variation code. */
export interface CodeParts {
  /** Revision and outcomes, without the signature. */
  readonly code: string;
  readonly signature?: string;
}

/** Signs variation codes of one secret, and tells which it signed. */
export interface CodeSigner {
  /** The code with its signature for the page, in place of any that it has. */
  sign(page: string, code: string): Promise<string>;
  /** The code without its signature; `undefined` where that is missing, another page's or forged. */
  verify(page: string, signed: string): Promise<string | undefined>;
}

/** What codes go through where there is no secret: as they are out, without a signature in. */
const UNSIGNED: CodeSigner = {
  sign: async (_page, code) => code,
  verify: async (_page, text) => parseCode(text)?.code,
};

/** Takes a variation code apart; `undefined` for a text that is none. */
export function parseCode(text: string): CodeParts | undefined {
  const [, code, signature] = CODE.exec(text) ?? [];
  if (code === undefined) return undefined;
  return signature === undefined ? { code } : { code, signature };
}

/**
 * Makes a signer. A signature is the first 8 characters of base64url(HMAC-SHA-256(secret, page +
 * "\0" + code)): 48 bits, enough to keep strangers from filling a cache with pages of their choice.
 *
 * @param secret The same text wherever codes are made and read; absent: codes go unsigned, and any
 *   signature is taken.
 */
export function createCodeSigner(secret: string | undefined): CodeSigner {
  if (secret === undefined) return UNSIGNED;
  return createSignerOf(secret);
}

function createSignerOf(secret: string): CodeSigner {
  const signatures = new Map<string, string>();
  let key: Promise<CryptoKey> | undefined;

  async function signatureOf(page: string, code: string): Promise<string> {
    const message = `${page}\0${code}`;
    const known = signatures.get(message);
    if (known !== undefined) return known;
    const bytes = new TextEncoder().encode(message);
    key ??= importKey(secret);
    const digest = new Uint8Array(await crypto.subtle.sign("HMAC", await key, bytes));
    const signature = toBase64Url(digest).slice(0, SIGNATURE_LENGTH);
    if (signatures.size >= KEPT_SIGNATURES) signatures.clear();
    signatures.set(message, signature);
    return signature;
  }

  return {
    async sign(page, text) {
      const code = parseCode(text)?.code ?? text;
      return `${code}.${await signatureOf(page, code)}`;
    },
    async verify(page, signed) {
      const { code, signature } = parseCode(signed) ?? {};
      if (code === undefined || signature === undefined) return undefined;
      return isEqual(signature, await signatureOf(page, code)) ? code : undefined;
    },
  };
}

function importKey(secret: string): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

// Compared to the end, so that the time tells nothing of where they differ.
function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
