/** What a page may name a product by, as hashes: only a page that has one of them is worth asking the catalogue about. */
import { addressKey } from '#shared/address.ts';
import { gtin14 } from '#shared/gtin.ts';
import { hashOf } from '#worker/model/index.ts';

export const namesOf = ({ gtins, urls }: { gtins: readonly string[]; urls: readonly string[] }): number[] =>
  [...gtins.map(gtin14), ...urls.map(addressKey)].flatMap((name) => (name === undefined ? [] : hashOf(name) || 1));
