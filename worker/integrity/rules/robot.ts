/** Only people count; everybody is redirected. */
import { isbot } from 'isbot';
import type { Rule } from '../rule.ts';

export interface RequestFacts {
  method: string;
  header: (name: string) => string | null;
}

export const robot: Rule<RequestFacts> = {
  name: 'robot',
  version: 1,
  effect: 'not_counted',
  suspicion: 'clicks',
  reason: 'no_click',
  finds: 'Requests that no person makes: not GET, prefetch and preview, no user agent, a known robot.',
  threshold: 'any sign',
  source: 'MRC invalid traffic (general); list of the package isbot',
  find: (facts) => {
    const sign = signOf(facts);
    return sign && { sign };
  },
};

function signOf({ method, header }: RequestFacts): 'not_get' | 'prefetch' | 'no_user_agent' | 'bot' | undefined {
  if (method !== 'GET') return 'not_get';
  const purpose = [header('sec-purpose'), header('purpose'), header('x-purpose'), header('x-moz')].join(' ').toLowerCase();
  if (/prefetch|prerender|preview/.test(purpose)) return 'prefetch';
  const agent = header('user-agent')?.trim() ?? '';
  // isbot calls an empty user agent a person.
  if (agent === '') return 'no_user_agent';
  return isbot(agent) ? 'bot' : undefined;
}
