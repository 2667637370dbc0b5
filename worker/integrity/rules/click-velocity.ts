import type { Rule } from '../rule.ts';

export const clicksPerHourMax = 20;

export interface ClickPaceFacts {
  /** Of this visitor on this creator's links within the last hour, this one among them. */
  clicksInHour: number;
}

export const clickVelocity: Rule<ClickPaceFacts> = {
  name: 'click_velocity',
  version: 1,
  effect: 'held',
  suspicion: 'clicks',
  reason: 'fraud_hold',
  finds: "One visitor who clicks one creator's links more often than people do. The clicks are `suspect`; what they earn is held.",
  threshold: `more than ${clicksPerHourMax} clicks of one visitor on one creator's links in an hour`,
  source: 'MRC invalid traffic (sophisticated): clicks per device and hour; the number is ours, far above honest visitors of the simulator',
  find: ({ clicksInHour }) => (clicksInHour > clicksPerHourMax ? { clicksInHour, clicksPerHourMax } : undefined),
};
