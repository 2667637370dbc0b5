/** Whether the program works: what a supervisor asks every second. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';

export const getHealth = endpoint({
  method: 'get',
  path: '/v1/health',
  summary: 'Answers while the program works; `database` says whether its database answers too.',
  callers: ['anyone'],
  answer: z.strictObject({ ok: z.boolean(), database: z.boolean() }),
});
