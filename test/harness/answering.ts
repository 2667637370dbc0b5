/** A server that answers by path, for tests of commands. It is closed when the test ends. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Answers = Record<string, (body: Record<string, unknown>) => [status: number, answer: object, headers?: Record<string, string>]>;

/** Remembers who asked for what. A query is not part of the path that answers. */
export async function aWorker(answers: Answers) {
  const asked: { path: string; proof: string | undefined; body: unknown }[] = [];
  const running = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      const body = JSON.parse(text || '{}') as Record<string, unknown>;
      asked.push({ path: request.url ?? '', proof: request.headers.authorization ?? request.headers.cookie, body });
      const [status, answer, headers] = answers[(request.url ?? '').replace(/\?.*$/, '')]?.(body) ?? [404, {}];
      response.writeHead(status, headers).end(JSON.stringify(answer));
    });
  });
  onTestFinished(() => {
    running.closeAllConnections();
    running.close();
  });
  await new Promise<void>((ready) => void running.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${(running.address() as AddressInfo).port}`, asked };
}
