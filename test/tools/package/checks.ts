import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findForbidden } from '#extension/hardened.ts';

/** The files of a build by their path, with forward slashes. */
export type Built = Readonly<Record<string, Buffer>>;

export function builtFiles(folder: string): Built {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).replaceAll('\\', '/'), readFileSync(file)];
    }),
  );
}

/** A published build speaks with a public server over https; one that speaks with this machine would be of no use to anybody. */
export function releaseOrigin(value: string): string {
  const url = URL.parse(value);
  if (!url) throw new Error('say which server the extension speaks with: --origin https://api.your-gloss.example');
  if (url.protocol !== 'https:' || url.origin !== value.replace(/\/$/, ''))
    throw new Error(`${value} is not the origin of a server: https://, a name, and nothing after it`);
  if (!url.hostname.includes('.') || /^[\d.]+$|^\[|(?:^|\.)(?:localhost|local|internal)$/.test(url.hostname))
    throw new Error(`${value} is a server of this machine or of a private network`);
  return url.origin;
}

/** The golden manifest names a server of its own; everything else must be equal. */
export function isManifestGolden(manifest: unknown, golden: unknown, origin: string): boolean {
  const told = (value: unknown, from: string) => JSON.stringify(value ?? null).replaceAll(new URL(from).origin, 'ORIGIN');
  const goldenOrigin = /"(https:\/\/[^/"]+)\/\*"/.exec(
    JSON.stringify((golden as { host_permissions?: unknown })?.host_permissions ?? ''),
  )?.[1];
  return goldenOrigin !== undefined && told(manifest, origin) === told(golden, goldenOrigin);
}

/** What keeps a build out of a store, in words; empty when nothing does. */
export function amissIn(built: Built): string[] {
  const amiss: string[] = [];
  for (const [file, bytes] of Object.entries(built)) {
    const text = bytes.toString();
    if (/\.m?js$/.test(file)) for (const name of findForbidden(text)) amiss.push(`${file} holds ${name}`);
    if (/\.(?:html|css)$/.test(file) && /(?:src|href)=["']?(?:https?:)?\/\/|@import|url\(\s*["']?(?:https?:)?\/\//.test(text))
      amiss.push(`${file} loads from elsewhere`);
    if (file.endsWith('.html') && /<script(?![^>]*\ssrc=)|\son\w+=/i.test(text)) amiss.push(`${file} holds a script of its own`);
    if (/\.(?:map|ts|tsx)$/.test(file)) amiss.push(`${file} is not meant to be shipped`);
    if (/https?:\/\/(?:localhost|127\.0\.0\.1)|gloss\.test/.test(text) && /\.(?:js|json|html)$/.test(file))
      amiss.push(`${file} names a server of this machine`);
  }
  return amiss;
}
