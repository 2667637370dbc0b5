/** The `@handle` in a channel's address. */
export function handleIn(address: string | undefined): string | undefined {
  return /(?:^|\/)(@[\p{L}\p{N}._%·-]{2,60})/u.exec(address ?? '')?.[1];
}

/** Where a link on YouTube leads: outbound links go through its redirect page. */
export function outsideOf(href: string, base = new URL('https://www.youtube.com/')): string | undefined {
  try {
    const url = new URL(href, base);
    if (!/(?:^|\.)youtube\.com$/.test(url.hostname)) return href;
    return url.pathname === '/redirect' ? (url.searchParams.get('q') ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
