/** `gloss model`: the versions of the ranker of a running Gloss, which of them judges, and which artefact says what is bought together. */
import { parseArgs } from 'node:util';
import type { Client } from '#shared/client.ts';
import {
  type Attempt,
  addVersion,
  attemptNow,
  getVersion,
  listAttempts,
  listVersions,
  useVersion,
  type Version,
} from '#shared/contracts/learning.ts';
import { callerOf, operatorHelp, operatorOptions, refusedBy } from './caller.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { companionsHelp, modelCompanions } from './model-companions.ts';
import { modelIn } from './model-file.ts';
import { originOf } from './origin.ts';

interface Asked {
  what: string | undefined;
  reason: string | undefined;
  isJson: boolean;
}
type Step = (client: Client, asked: Asked, io: Io) => Promise<void>;

export const modelCommand: Command = {
  summary:
    'lists the versions of the ranker, puts one in force (rolls back), shows what each night learnt; the same for what is often bought together',
  help: [
    'gloss model list | show <version> | use <version> --reason <words> | add <file> [--reason <words>] | attempts | train  [--json]',
    '',
    'list               all versions, the newest first, and which of them were in force since when, by whom and why',
    'show <version>     its numbers, as JSON',
    'use <version>      puts it in force within two seconds, an older one too; the first letters of its name are enough',
    'add <file>         keeps a version made elsewhere (as `show` prints it, or as `gloss train ranker` writes it); it serves once it is put in force',
    'attempts           every nightly training with what it measured',
    'train              trains now, as every night',
    '',
    ...companionsHelp,
    '',
    '--json             the answer of the worker as JSON',
    ...operatorHelp,
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...operatorOptions, reason: { type: 'string' }, products: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const isCompanions = positionals[0] === 'companions';
    const [name = '', what, more] = isCompanions ? positionals.slice(1) : positionals;
    const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
    if (more !== undefined || !(step || isCompanions)) throw new UsageError(`say one of: ${Object.keys(steps).join(', ')}, companions`);
    const origin = originOf(values.to);
    const asked = { what, reason: values.reason, isJson: values.json };
    const client = await callerOf(origin, { operator: values.operator });
    try {
      if (isCompanions) await modelCompanions(name, client, { ...asked, products: values.products }, io);
      else await step?.(client, asked, io);
    } catch (error) {
      throw refusedBy(origin, error);
    }
    return 0;
  },
};

const steps: Readonly<Record<string, Step>> = {
  list: async (client, { isJson }, io) => {
    const answer = await client(listVersions, {});
    if (isJson) return io.out(JSON.stringify(answer, null, 2));
    for (const version of answer.versions) io.out(versionLine(version));
    if (answer.inForce.length > 0) io.out('\nin force since');
    for (const { version, from, by, reason } of answer.inForce) io.out(`${at(from)}  ${version.slice(0, 12)}  ${by}: ${reason}`);
  },
  show: async (client, { what }, io) => {
    const { model } = await client(getVersion, { version: await fullName(client, what) });
    io.out(JSON.stringify(model, null, 2));
  },
  use: async (client, { what, reason, isJson }, io) => {
    if (reason === undefined) throw new UsageError('say why with --reason: it is kept beside the version');
    const version = await client(useVersion, { version: await fullName(client, what), reason });
    io.out(isJson ? JSON.stringify(version, null, 2) : `${version.id} is in force.`);
  },
  add: async (client, { what, reason, isJson }, io) => {
    if (what === undefined) throw new UsageError('name the file of the version');
    const version = await client(addVersion, { model: modelIn(what), note: reason ?? 'added from the command line' });
    io.out(
      isJson ? JSON.stringify(version, null, 2) : `${version.id} is kept; gloss model use ${version.id.slice(0, 12)} puts it in force.`,
    );
  },
  attempts: async (client, { isJson }, io) => {
    const { attempts } = await client(listAttempts, { limit: 50 });
    if (isJson) return io.out(JSON.stringify(attempts, null, 2));
    if (attempts.length === 0) io.out('Nothing was trained here yet: nights begin with the first card that somebody tells of.');
    for (const attempt of attempts) io.out(attemptLine(attempt));
  },
  train: async (client, { isJson }, io) => {
    const attempt = await client(attemptNow, {});
    io.out(isJson ? JSON.stringify(attempt, null, 2) : attemptLine(attempt));
  },
};

async function fullName(client: Client, start: string | undefined): Promise<string> {
  if (start === undefined || !/^[0-9a-f]{1,64}$/.test(start))
    throw new UsageError('name a version by its hash, or the first letters of it');
  const { versions } = await client(listVersions, {});
  const [found, other] = versions.filter(({ id }) => id.startsWith(start));
  if (!found) throw new Error(`there is no version ${start}; "gloss model list" names them`);
  if (other) throw new Error(`${start} begins the names of several versions: say more of it`);
  return found.id;
}

const at = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

const versionLine = ({ id, origin, madeAt, note, isInForce }: Version): string =>
  `${isInForce ? '*' : ' '} ${id.slice(0, 12)}  ${origin.padEnd(8)}  ${at(madeAt)}  ${note}`;

function attemptLine({ id, at: when, outcome, candidate, metrics }: Attempt): string {
  const [before, after] = [metrics['lossBefore'], metrics['lossAfter']].map(Number);
  const loss = Number.isFinite(before) && Number.isFinite(after) ? `, held-out loss ${before?.toFixed(4)} -> ${after?.toFixed(4)}` : '';
  const shown = metrics['shown'] === undefined ? '' : `, ${String(metrics['shown'])} cards seen, ${String(metrics['opened'])} opened`;
  return `${at(when)}  ${outcome.padEnd(8)}  ${candidate?.slice(0, 12) ?? '-'.padEnd(12)}  ${id}${shown}${loss}`;
}
