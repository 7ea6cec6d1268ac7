const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "sms:"]);

/**
 * `url` if a link may lead there: relative, or of a scheme that runs no script; else `#`. Read as a
 * browser reads it, so that control characters and spaces hide nothing.
 */
export function safeUrl(url: string): string {
  try {
    return SAFE_SCHEMES.has(new URL(url, "https://relative.invalid").protocol) ? url : "#";
  } catch {
    return "#";
  }
}
