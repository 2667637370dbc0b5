import { parseArgs } from 'node:util';

export interface Options {
  browser: boolean;
  data: string;
  ports: { worker?: number };
  help: boolean;
}

export const usage = `Usage: npm start -- [--browser] [--port <number>] [--data <folder>]

  --browser         open Chromium or Chrome with the extension loaded, on the demo page
  --port <number>   the console's port (8787 unless told); the others are chosen by themselves
  --data <folder>   where databases, secrets and logs are kept (.data unless told)
  --help            this text
`;

/** The options, or a sentence that says what is wrong with them. */
export function parseOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        browser: { type: 'boolean', default: false },
        data: { type: 'string', default: '.data' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = values.port === undefined ? undefined : portOf(values.port);
    if (port === 'wrong') return `--port takes a number from 1024 to 65535, not "${values.port}".`;
    return { browser: values.browser, data: values.data, ports: port === undefined ? {} : { worker: port }, help: values.help };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`;
  }
}

function portOf(text: string): number | 'wrong' {
  const port = /^\d{4,5}$/.test(text) ? Number(text) : 0;
  return port >= 1024 && port <= 65_535 ? port : 'wrong';
}
