/**
 * A creator's journal on a server of its own: pages for people, no script, nothing of Gloss but the proof of whose site it is.
 * node main.ts --port 8789 --proof <file with the text of /.well-known/gloss.txt>
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { articles } from './articles.ts';
import { articlePage, frontPage, landscape } from './pages.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, proof: { type: 'string' } } });
if (!values.port || !values.proof) throw new Error('Usage: main.ts --port <number> --proof <file>');
const proofFile = values.proof;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const [status, type, body] = answerTo(url);
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'X-Content-Type-Options': 'nosniff' });
  response.end(body);
});
server.listen(Number(values.port), '127.0.0.1', () => console.log(`the journal is open on port ${values.port}`));

process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => process.exit(0));
});

function answerTo({ pathname, origin }: URL): [number, string, string] {
  if (pathname === '/') return [200, 'text/html', frontPage(origin)];
  if (pathname === '/healthz') return [200, 'text/plain', 'ok'];
  if (pathname === '/.well-known/gloss.txt') return [200, 'text/plain', existsSync(proofFile) ? readFileSync(proofFile, 'utf8') : ''];
  const article = articles.find(({ path }) => path === pathname.replace(/\.svg$/, ''));
  if (!article) return [404, 'text/plain', 'This page is not here.'];
  return pathname.endsWith('.svg') ? [200, 'image/svg+xml', landscape(article)] : [200, 'text/html', articlePage(article, origin)];
}
