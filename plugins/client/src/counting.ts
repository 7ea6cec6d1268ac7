// Query parameters by which advertisers and mailings count visits.
const COUNTING =
  /^(?:utm_\w+|gclid|gclsrc|gbraid|wbraid|dclid|yclid|ysclid|ymclid|fbclid|msclkid|ttclid|twclid|vkclid|rb_clickid|li_fat_id|mc_[ce]id|igshid|_openstat|from_block|roistat)$/i;

/**
 * A page's address without what visits are only counted by. What a page shows to everybody of one
 * code must be made, and kept, without it: it differs with every click.
 */
export function withoutCounting(url: URL): URL {
  const plain = new URL(url);
  // Deleting writes the query anew, so an address with nothing to delete stays as it is.
  for (const name of new Set(url.searchParams.keys())) {
    if (COUNTING.test(name)) plain.searchParams.delete(name);
  }
  return plain;
}
