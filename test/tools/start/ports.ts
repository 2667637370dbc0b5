import { createServer } from 'node:net';
import { Trouble } from './trouble.ts';

const tries = 50;

/**
 * One port per name: the wanted one, or the next free one.
 * @param wanted 0 means any free port
 */
export async function choosePorts<Name extends string>(wanted: Readonly<Record<Name, number>>): Promise<Record<Name, number>> {
  const taken = new Set<number>();
  const entries: [string, number][] = [];
  for (const [name, port] of Object.entries<number>(wanted)) {
    const chosen = port === 0 ? await anyPort(taken) : await nextFree(port, new Set([...taken, ...others(wanted, name)]));
    taken.add(chosen);
    entries.push([name, chosen]);
  }
  return Object.fromEntries(entries) as Record<Name, number>;
}

const others = (wanted: Readonly<Record<string, number>>, name: string): number[] =>
  Object.entries(wanted).flatMap(([other, port]) => (other === name ? [] : [port]));

async function nextFree(from: number, not: ReadonlySet<number>): Promise<number> {
  for (let port = from; port < Math.min(from + tries, 65_536); port++)
    if (!not.has(port) && (await listenOnce(port)) !== undefined) return port;
  throw new Trouble(`No free port from ${from} to ${from + tries - 1}. Close a program, or choose others: npm start -- --port <number>`);
}

async function anyPort(not: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = await listenOnce(0);
    if (port !== undefined && !not.has(port)) return port;
  }
  throw new Trouble('The system gives no free port. Close some programs and start again.');
}

/** Listens for a moment: the port that was got (any for 0), or undefined where somebody else listens. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
