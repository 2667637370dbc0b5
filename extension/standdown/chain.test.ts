import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourMs, minuteMs } from '#shared/time.ts';
import { concerning, stepsMax, trimmedAddress, trimmedStep, withStep } from './chain.ts';
import { mayEarn } from './earn.ts';
import type { Step } from './evidence.ts';

const now = 1_000 * hourMs;
const merchant = 'https://merchant.example/lamp';

test.each([
  ['https://shop.example/lamp?user=4711&awc=8_1_2#buy', 'https://shop.example/lamp?awc='],
  ['https://shop.example/lamp?utm_medium=affiliate&utm_campaign=mara', 'https://shop.example/lamp?utm_medium=affiliate'],
  ['https://shop.example/lamp?utm_medium=email', 'https://shop.example/lamp'],
  [
    'https://www.awin1.com/cread.php?ued=https%3A%2F%2Fshop.example%2Fa%3Fuser%3D1',
    'https://www.awin1.com/cread.php?ued=https%3A%2F%2Fshop.example%2F',
  ],
  ['https://me:secret@shop.example/', 'https://shop.example/'],
  ['chrome://settings', ''],
  ['', ''],
])('of %s is kept %s', (address, kept) => {
  expect(trimmedAddress(address)).toBe(kept);
});

test('the page before keeps its parameters only where it is of another site: on the same one it was judged already', () => {
  const via = ['https://shop.example/?awc=1', 'https://blog.example/post?utm_medium=affiliate', '', 'https://shop.example/lamp?cjevent=1'];
  expect(trimmedStep({ address: 'https://shop.example/lamp', at: now, via })).toEqual({
    address: 'https://shop.example/lamp',
    at: now,
    via: ['https://shop.example/', 'https://blog.example/post?utm_medium=affiliate', 'https://shop.example/lamp?cjevent='],
  });
});

const hosts = ['mara.example', 'merchant.example', 'pay.merchant.example', 'www.ebay.de', 'www.awin1.com'];
const queries = ['', '', '', '?awc=1', '?cjevent=1&user=7', '?gloss=v1', '?gclid=1', '?ued=https%3A%2F%2Fmerchant.example%2Fx'];
const address = fc
  .record({ host: fc.constantFrom(...hosts), query: fc.constantFrom(...queries) })
  .map(({ host, query }) => `https://${host}/${query}`);
const history = fc
  .array(
    fc.record(
      {
        address,
        gap: fc.oneof(fc.nat(3), fc.nat(100)),
        via: fc.array(address, { maxLength: 1 }),
        did: fc.constantFrom('opened' as const, 'offered' as const),
      },
      { requiredKeys: ['address', 'gap'] },
    ),
    { maxLength: 40 },
  )
  .map((steps) => {
    let at = now - 3 * hourMs;
    return steps.map(({ gap, ...step }): Step => {
      at += gap * minuteMs;
      return { ...step, at };
    });
  });
const judge = (chain: readonly Step[], at: number, to = merchant) => {
  const { earn, until } = mayEarn({
    chain,
    from: 'https://mara.example/',
    to,
    action: { kind: 'click', trusted: true, clearMs: 900, clearNow: true },
    now: at,
  });
  return { earn, until };
};

test('property: what is kept judges as all of it would, at once and later', () => {
  fc.assert(
    fc.property(history, fc.nat(200), fc.constantFrom(merchant, 'https://www.ebay.de/itm/1'), (steps, later, to) => {
      const whole = steps.map((step) => trimmedStep(step));
      const kept = whole.reduce<Step[]>((chain, step) => withStep(chain, step), []);
      const at = (steps.at(-1)?.at ?? now) + later * minuteMs;
      expect(judge(kept, at, to)).toEqual(judge(whole, at, to));
      expect(judge(concerning(kept, ['https://mara.example/', to]), at, to)).toEqual(judge(kept, at, to));
    }),
    { numRuns: 400 },
  );
});

test('a day of reading leaves little behind, and a referral is the last to go', () => {
  let chain: Step[] = [];
  for (let minute = 0; minute < 24 * 60; minute += 3)
    chain = withStep(chain, { address: `https://mara.example/${minute}`, at: now + minute * minuteMs, via: [] });
  expect(chain.length).toBeLessThan(150);
  chain = withStep(chain, { address: `${merchant}?awc=`, at: now + 24 * hourMs, via: [] });
  for (let site = 0; site < stepsMax + 20; site += 1)
    chain = withStep(chain, { address: `https://site${site}.example/`, at: now + 24 * hourMs + site, via: [] });
  expect(chain).toHaveLength(stepsMax);
  expect(judge(chain, now + 25 * hourMs).earn).toBe(false);
});

test('a day later nothing is left', () => {
  const old = withStep([], { address: `${merchant}?awc=`, at: now, via: [] });
  expect(withStep(old, { address: 'https://mara.example/', at: now + 24 * hourMs, via: [] })).toHaveLength(1);
});

test.each([
  ['a quarter of an hour apart, for three hours', 15, 3],
  ['fifty minutes apart, for more than a day', 50, 26],
])('visits %s keep a session alive, however much of them is thinned out', (_, everyMinutes, hours) => {
  let chain = withStep([], { address: `${merchant}?awc=`, at: now, via: [] });
  for (let minute = everyMinutes; minute <= hours * 60; minute += everyMinutes)
    chain = withStep(chain, { address: `https://merchant.example/${minute}`, at: now + minute * minuteMs, via: [] });
  expect(judge(chain, now + (hours * 60 + 9) * minuteMs).earn).toBe(false);
  expect(judge(chain, now + (hours * 60 + 60) * minuteMs).earn).toBe(true);
});
