/** All rules, one line each. */
import type { Rule } from '../rule.ts';
import { clickVelocity } from './click-velocity.ts';
import { disposableAddress } from './disposable-address.ts';
import { duplicateClick } from './duplicate-click.ts';
import { oldClick } from './old-click.ts';
import { orderVelocity } from './order-velocity.ts';
import { paidTraffic } from './paid-traffic.ts';
import { refundRate } from './refund-rate.ts';
import { robot } from './robot.ts';
import { selfReferral } from './self-referral.ts';
import { tooFast } from './too-fast.ts';

/** What is known of a rule without its facts. */
export type AnyRule = Omit<Rule<never>, 'find'>;

export const rules: readonly AnyRule[] = [
  robot,
  duplicateClick,
  clickVelocity,
  oldClick,
  tooFast,
  selfReferral,
  disposableAddress,
  orderVelocity,
  paidTraffic,
  refundRate,
];
