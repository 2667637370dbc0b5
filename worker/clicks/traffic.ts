/** What kind of request follows a paid link. Only people count; everybody is redirected. */
import { isbot } from 'isbot';

export interface ClickFacts {
  method: string;
  header: (name: string) => string | null;
}

/** Names the rule (MRC: general invalid traffic) or nothing. */
export function invalidTraffic({ method, header }: ClickFacts): 'not_get' | 'prefetch' | 'no_user_agent' | 'bot' | undefined {
  if (method !== 'GET') return 'not_get';
  const purpose = [header('sec-purpose'), header('purpose'), header('x-purpose'), header('x-moz')].join(' ').toLowerCase();
  if (/prefetch|prerender|preview/.test(purpose)) return 'prefetch';
  const agent = header('user-agent')?.trim() ?? '';
  // isbot calls an empty user agent a person.
  if (agent === '') return 'no_user_agent';
  return isbot(agent) ? 'bot' : undefined;
}
