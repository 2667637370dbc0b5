import type { Citation } from './form.ts';

const checked = '2026-11-25';

export const seen = (document: string, section: string, address: string): Citation => ({
  document,
  section,
  address,
  checked,
  verify: false,
});
export const toVerify = (document: string, section: string, address: string): Citation => ({
  document,
  section,
  address,
  checked,
  verify: true,
});
