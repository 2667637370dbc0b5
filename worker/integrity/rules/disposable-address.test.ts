import { expect, test } from 'vitest';
import { disposableAddress } from './disposable-address.ts';

test.each([
  [null, undefined],
  ['gmail.com', undefined],
  ['mailinator.com', 'mailinator.com'],
  ['MAILINATOR.COM', 'mailinator.com'],
  ['inbox.of.mailinator.com', 'mailinator.com'],
  ['notmailinator.com', undefined],
  ['mailinator.com.example', undefined],
  ['com', undefined],
  ['', undefined],
])('%j', (emailDomain, provider) => {
  expect(disposableAddress.find({ emailDomain })).toEqual(provider && { provider });
});
