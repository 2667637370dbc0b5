/** The whole gate: format, lint, types, dead code, laws, tests, builds, browser. Ends with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const results = path.join(root, '.output/results');
const savedPages = path.resolve(root, '../shared/pages');
const sides = ['shared', 'extension', 'worker', 'worker/console', 'worker/cli', 'test', 'test/flows'];

interface Step {
  name: string;
  command: string[];
  /** Where the step leaves a JSON report of Vitest's form; without one the step counts as one. */
  report?: string;
  env?: Record<string, string>;
  /** What it prints is a report that belongs into the log. */
  tell?: boolean;
}

const vitest = (name: string, config: string, more: string[] = []): Step => {
  const report = path.join(results, `${name}.json`);
  return {
    name,
    command: ['vitest', 'run', '-c', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more],
    report,
  };
};

const steps: Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '--config-path=test/config/style.json', '.'] },
  { name: 'lint with types', command: ['oxlint', '-c', 'test/config/oxlint.json', '--deny-warnings'] },
  ...sides.map((side) => ({ name: `types: ${side}`, command: ['tsc', '-p', side] })),
  { name: 'dead code', command: ['knip', '--config', 'test/config/knip.json'] },
  { name: 'console builds', command: ['vite', 'build', '-c', 'worker/console/vite.config.ts', '--logLevel', 'warn'] },
  { name: 'extension packages for the stores', command: ['node', 'test/tools/package.ts', '--origin', 'https://api.gloss.example'] },
  vitest('unit and workerd', 'test/vitest.config.ts'),
  vitest('browser', 'test/browser/vitest.config.ts'),
  { name: 'kill', command: ['node', 'test/tools/kill.ts'] },
  // Real saved pages are kept beside the project, not in it.
  ...(existsSync(savedPages)
    ? [{ name: 'readers on saved pages', command: ['node', 'test/tools/score-readers.ts', savedPages], tell: true }]
    : []),
];

const wanted = process.argv.slice(2);
const chosen = wanted.length > 0 ? steps.filter((step) => wanted.some((word) => step.name.includes(word))) : steps;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
const failures: string[] = [];
for (const step of chosen) {
  const began = performance.now();
  const { code, output } = await run(step);
  const counts = countsOf(step, code);
  passed += counts.passed;
  failed += counts.failed;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  if (step.tell && counts.failed === 0) console.log(output.trimEnd());
  if (counts.failed === 0) continue;
  failures.push(step.name);
  console.log(output.split('\n').slice(-150).join('\n'));
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join('; ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function run({ command, env }: Step): Promise<{ code: number; output: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH']}`,
        WRANGLER_SEND_METRICS: 'false',
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        ...env,
      },
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-200_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A step that fails without a failing test (a crash, a file that does not load) still counts as a failure. */
function countsOf({ report }: Step, code: number): { passed: number; failed: number } {
  if (!report || !existsSync(report)) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const read = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  const crashed = code !== 0 && read.numFailedTests === 0;
  const empty = read.numPassedTests + read.numFailedTests === 0;
  return { passed: read.numPassedTests, failed: read.numFailedTests + (crashed || empty ? 1 : 0) };
}
