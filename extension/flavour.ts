/**
 * The three builds, and everything in which they differ. The release is what people install; the other two run the same code.
 *
 * release  `wxt build`               closed shadow root, hosts asked for one by one
 * demo     `GLOSS_DEMO=1 wxt build`  the same, with pages on this machine granted and switched on, for `npm start`
 * test     `GLOSS_TEST=1 wxt build`  open shadow root, all hosts granted, because a headless browser cannot answer a permission prompt
 *
 * `GLOSS_OUT` puts a test build elsewhere: one that speaks with another worker stands beside the first.
 * `GLOSS_ORIGIN` is the worker's origin in all three: one server is spoken with, and paid links must lead there.
 */
export interface Flavour {
  outDir: string;
  origin: string;
  rootMode: 'closed' | 'open';
  /** Match patterns granted at install, beside the worker's own. */
  hostsGranted: string[];
  /** Sites that are on before anyone chose; consent is still asked for. */
  sitesOn: string[];
}

export function flavourOf(env: Readonly<Record<string, string | undefined>>): Flavour {
  const origin = originOf(env['GLOSS_ORIGIN'] ?? 'http://localhost:8787');
  if (env['GLOSS_TEST'] === '1') {
    return {
      outDir: env['GLOSS_OUT'] ?? '.output/extension-test',
      origin,
      rootMode: 'open',
      hostsGranted: ['http://*/*', 'https://*/*'],
      sitesOn: [],
    };
  }
  if (env['GLOSS_DEMO'] === '1') {
    // Both schemes, because a site is asked for with both.
    const hostsGranted = ['localhost', '127.0.0.1'].flatMap((host) => [`https://${host}/*`, `http://${host}/*`]);
    return { outDir: '.output/extension-demo', origin, rootMode: 'closed', hostsGranted, sitesOn: ['localhost', '127.0.0.1'] };
  }
  return { outDir: '.output/extension', origin, rootMode: 'closed', hostsGranted: [], sitesOn: [] };
}

/** The match pattern of the worker; patterns carry no port. */
export function originPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

function originOf(value: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`GLOSS_ORIGIN is not a web address: ${value}`);
  return url.origin;
}
