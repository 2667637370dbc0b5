import { expect, test } from 'vitest';
import { type BuyerFacts, selfReferral } from './self-referral.ts';

const stranger: BuyerFacts = { sameEmail: false, samePayoutDetails: false, sameNetwork: false, visitorsOnNetwork: 0 };
test.each<[string, Partial<BuyerFacts>, boolean]>([
  ['a stranger', {}, false],
  ["the creator's own address", { sameEmail: true }, true],
  ["the creator's payout details", { samePayoutDetails: true }, true],
  ["the creator's home", { sameNetwork: true, visitorsOnNetwork: 1 }, true],
  ['a household of three browsers', { sameNetwork: true, visitorsOnNetwork: 3 }, true],
  ['an office, campus or carrier', { sameNetwork: true, visitorsOnNetwork: 4 }, false],
  ["an office, and the creator's own address", { sameNetwork: true, visitorsOnNetwork: 4, sameEmail: true }, true],
  ['a small network that is not the creator’s', { visitorsOnNetwork: 1 }, false],
])('%s', (_, facts, isFound) => {
  expect(selfReferral.find({ ...stranger, ...facts }) !== undefined).toBe(isFound);
});

test('the numbers say which sign it was, and no more', () => {
  expect(selfReferral.find({ ...stranger, sameEmail: true, sameNetwork: true, visitorsOnNetwork: 9 })).toEqual({
    sameEmail: true,
    samePayoutDetails: false,
    sameNetwork: false,
  });
});
