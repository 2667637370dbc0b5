/** One spelling of an e-mail address for all that reach the same inbox, so that hashes of it can be compared. */

const dotless = new Set(['gmail.com', 'googlemail.com']);

/** Lower case, without what stands after a `+`, and for Google without dots: shops hash exactly this. */
export function plainEmail(address: string): string {
  const [name = '', host = ''] = splitAtLast(address.trim().toLowerCase(), '@');
  const [bare = ''] = name.split('+');
  return dotless.has(host) ? `${bare.replaceAll('.', '')}@gmail.com` : `${bare}@${host}`;
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
