/**
 * A shop as a merchant could have written it: it knows Gloss only by docs/WEBHOOKS.md, and shares no code with it.
 * node main.ts --shop outdoor --port 8788 --data <folder>
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDelivering } from './deliver.ts';
import { kitchen } from './kitchen.ts';
import { outdoor } from './outdoor.ts';
import { makeServer } from './server.ts';
import { readSettings } from './settings.ts';
import { openStore } from './store.ts';

const { values } = parseArgs({ options: { shop: { type: 'string' }, port: { type: 'string' }, data: { type: 'string' } } });
const shop = { outdoor, kitchen }[values.shop ?? ''];
if (!shop || !values.port || !values.data) throw new Error('Usage: main.ts --shop outdoor|kitchen --port <number> --data <folder>');

const folder = path.resolve(values.data);
mkdirSync(folder, { recursive: true });
const settings = () => readSettings(path.join(folder, 'settings.json'));
const store = openStore(path.join(folder, 'shop.sqlite'));
const delivering = startDelivering(store, settings);
const server = makeServer({ shop, store, settings, nudge: delivering.nudge });
server.listen(Number(values.port), '127.0.0.1', () => console.log(`${shop.name} is open on port ${values.port}`));

process.on('SIGTERM', () => {
  delivering.stop();
  server.closeAllConnections();
  server.close(() => process.exit(0));
});
