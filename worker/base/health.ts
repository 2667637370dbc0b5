import type { Out } from '#shared/contracts/endpoint.ts';
import { getHealth as getHealthEndpoint } from '#shared/contracts/health.ts';
import type { Call } from './call.ts';
import { errorKind, log } from './log.ts';
import { type Served, serve } from './serve.ts';
import { row } from './sql.ts';

export const health: readonly Served[] = [serve(getHealthEndpoint, getHealth)];

async function getHealth(call: Call): Promise<Out<typeof getHealthEndpoint>> {
  try {
    const database = (await row<{ one: number }>(call.env.DB.prepare('SELECT 1 AS one')))?.one === 1;
    return { ok: database, database };
  } catch (error) {
    log('health.database_silent', { requestId: call.requestId, error: errorKind(error) });
    return { ok: false, database: false };
  }
}
