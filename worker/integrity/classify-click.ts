/** What kind of click it is: everything is kept, then classified. A click that cannot be classified counts; the shopper never waits for the answer. */
import type { Touch, Traffic } from '#shared/book/events.ts';
import { ruleId } from '#shared/contracts/integrity.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { visitorOf } from '../base/visitor.ts';
import { startForgetting } from './forget.ts';
import type { Numbers, Rule } from './rule.ts';
import { clickVelocity } from './rules/click-velocity.ts';
import { duplicateClick, duplicateWithinMs } from './rules/duplicate-click.ts';
import { paidSign } from './rules/paid-traffic.ts';
import { robot } from './rules/robot.ts';
import { keepClick, type NewClick, reclassify } from './store.ts';

export type FollowedLink = Pick<Touch, 'clickId' | 'creatorId' | 'productId'> & { brandId: NewClick['brandId'] };

/** `givt`: nobody clicked; no receipt is given. */
export async function classifyClick(call: Call, link: FollowedLink): Promise<Traffic> {
  const { request } = call;
  const asked = robot.find({ method: request.method, header: (name) => request.headers.get(name) });
  try {
    return await classified(call, link, asked);
  } catch (error) {
    log('click.not_classified', { requestId: call.requestId, brandId: link.brandId, error: errorKind(error) });
    return asked ? 'givt' : 'valid';
  }
}

async function classified(call: Call, link: FollowedLink, asked: Numbers | undefined): Promise<Traffic> {
  const { env, now, request } = call;
  const visitor = await visitorOf(call);
  const click: NewClick = {
    ...link,
    clickedAt: now,
    traffic: asked ? 'givt' : 'valid',
    ...(asked && why(robot, asked)),
    paidSign: paidSign([request.url, request.headers.get('referer')]),
    visitor,
  };
  const { isNew, before, clicksInHour } = await keepClick(env, click, { duplicateFrom: now - duplicateWithinMs, paceFrom: now - hourMs });
  startForgetting(call);
  if (asked) return 'givt';
  // Following the same card again is the same click.
  if (!isNew || !visitor) return before.own ?? 'valid';
  const repeated = duplicateClick.find({ clickedAt: now, countedAt: before.counted?.clickedAt ?? null });
  const tooMany = clickVelocity.find({ clicksInHour });
  if (tooMany) return reclassify(env, link.clickId, { traffic: 'suspect', ...why(clickVelocity, tooMany), standsFor: null });
  if (repeated && before.counted)
    return reclassify(env, link.clickId, { traffic: 'duplicate', ...why(duplicateClick, repeated), standsFor: before.counted.clickId });
  return 'valid';
}

const why = <Facts>({ name, version }: Rule<Facts>, numbers: Numbers) => ({ rule: ruleId(name, version), numbers });
