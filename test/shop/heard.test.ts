import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { isFromGloss } from './heard.ts';

const secret = `whsec_${Buffer.from('a secret of thirty-two letters!!').toString('base64')}`;
const other = `whsec_${Buffer.from('another one of thirty-two letter').toString('base64')}`;
const now = 1_793_611_800;
const body = '{"type":"order.credited"}';
const signature = new Webhook(secret).sign('evt_1', new Date(now * 1000), body);
const message = { id: 'evt_1', timestamp: String(now), signature, body };

test.each([
  ['as it was signed', message, now, true],
  ['300 s later', message, now + 300, true],
  ['among other signatures', { ...message, signature: `v1,AAAA v1a,${signature.slice(3)} ${signature}` }, now, true],
  ['301 s later', message, now + 301, false],
  ['301 s before', message, now - 301, false],
  ['with another body', { ...message, body: `${body} ` }, now, false],
  ['under another id', { ...message, id: 'evt_2' }, now, false],
  ['with a signature of another kind', { ...message, signature: signature.replace('v1,', 'v2,') }, now, false],
  ['without a signature', { ...message, signature: undefined }, now, false],
  ['with no time', { ...message, timestamp: 'soon' }, now, false],
])('a message %s', (_, heard, seconds, believed) => {
  expect(isFromGloss(heard, secret, seconds)).toBe(believed);
  expect(isFromGloss(heard, other, seconds)).toBe(false);
});
