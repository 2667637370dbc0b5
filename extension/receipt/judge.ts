/** Judges a press again in this very browser, by what was written down of it. */
import type { Activation } from '#extension/base/storage.ts';
import { mayEarn } from '#extension/standdown/earn.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { canonical } from '#shared/book/canonical.ts';

export interface JudgedAgain {
  /** `cannot`: it differs, and was judged by other rules than those that ship now. */
  verdict: 'match' | 'no_match' | 'cannot';
  isSameVerdict: boolean;
  /** A paid link was opened only if the verdict let it. */
  isFollowed: boolean;
  isSamePacks: boolean;
}

export function judgeAgain({ evidence, verdict, way, packs }: Activation): JudgedAgain {
  const isSameVerdict = canonical(mayEarn(evidence)) === canonical(verdict);
  const isFollowed = way !== 'paid' || verdict.earn;
  const isSamePacks = packs === shippedPacks.version;
  const isRight = isSameVerdict && isFollowed;
  return { verdict: isRight ? 'match' : isFollowed && !isSamePacks ? 'cannot' : 'no_match', isSameVerdict, isFollowed, isSamePacks };
}

/** The same question for the command line. */
export function askedAs({ evidence: { chain, from, to, action, now } }: Activation): string {
  const quoted = (text: string) => `'${text.replaceAll("'", '%27')}'`;
  const steps = chain.map(({ address, at, via = [], did }) =>
    [Math.max(0, (now - at) / 60_000), did, address, ...via].filter((part) => part !== undefined).join(' '),
  );
  const press =
    action.kind === 'none'
      ? 'none'
      : !action.trusted
        ? 'synthetic'
        : !action.clearNow
          ? 'covered'
          : action.clearMs < 500
            ? 'brief'
            : 'clear';
  return [
    'gloss standdown',
    ...steps.map((step) => `--chain ${quoted(step)}`),
    `--from ${quoted(from)}`,
    `--to ${quoted(to)}`,
    `--press ${press}`,
  ].join(' ');
}
