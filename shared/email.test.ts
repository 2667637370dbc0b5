import { expect, test } from 'vitest';
import { plainEmail } from './email.ts';

test.each([
  ['lina@cooks.example', 'lina@cooks.example'],
  [' Lina@Cooks.Example ', 'lina@cooks.example'],
  ['lina+shop@cooks.example', 'lina@cooks.example'],
  ['lina+a+b@cooks.example', 'lina@cooks.example'],
  ['li.na@cooks.example', 'li.na@cooks.example'],
  ['l.i.n.a+x@gmail.com', 'lina@gmail.com'],
  ['Li.Na@googlemail.com', 'lina@gmail.com'],
  ['"odd@name"@cooks.example', '"odd@name"@cooks.example'],
  ['no address', 'no address@'],
])('%j is %j', (written, plain) => {
  expect(plainEmail(written)).toBe(plain);
});
