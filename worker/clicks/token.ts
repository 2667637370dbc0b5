/**
 * Signed tokens: `v1.<kid>.<payload>.<mac>`, HMAC-SHA256 cut to 192 bits. The kind is part of what is signed, so a quote is never a receipt.
 * Payloads are arrays in a fixed order with ids shortened by their prefix: they travel in addresses.
 */
import { fromBase64Url, toBase64Url } from '#shared/base64.ts';
import { weightModels } from '#shared/book/attribution/models.ts';
import { Benefit, FrozenTerms } from '#shared/contracts/books.ts';
import { type Id, isId } from '#shared/ids.ts';
import { secondMs } from '#shared/time.ts';

export interface Quote {
  /** The card it was made for; a click on it takes its id from here, so that one card gives one click. */
  cardId: Id<'car'>;
  brandId: Id<'brd'>;
  productId: Id<'prd'>;
  creatorId: Id<'crt'>;
  quotedAt: number;
  contentUrl: string;
  frozen: FrozenTerms;
}
export interface Receipt extends Omit<Quote, 'cardId' | 'quotedAt'> {
  clickId: Id<'clk'>;
  clickedAt: number;
}
export type TokenKind = 'quote' | 'receipt';
export interface TokenKey {
  kid: string;
  key: CryptoKey;
}
export type Opened<T> = { ok: true; value: T } | { ok: false; why: 'malformed' | 'tampered' | 'unknown_key' };

const macBytes = 24;
const benefits = Benefit.options.map((option) => option.shape.kind.value);

/** Settings' `kid:base64url` list -> keys, newest first. */
export async function importTokenKeys(setting: string): Promise<TokenKey[]> {
  return Promise.all(
    setting.split(',').map(async (pair) => {
      const [kid, text] = pair.split(':');
      const raw = fromBase64Url(text ?? '');
      if (!kid || !/^[a-z0-9]{1,8}$/.test(kid) || !raw || raw.length < 32)
        throw new Error('setting TOKEN_KEYS: each is kid:base64url of at least 32 bytes');
      return { kid, key: await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']) };
    }),
  );
}

export const signQuote = (keys: readonly TokenKey[], quote: Quote): Promise<string> =>
  sign(keys, 'quote', [bare(quote.cardId), ...sharedFields(quote), Math.floor(quote.quotedAt / secondMs)]);

export const signReceipt = (keys: readonly TokenKey[], receipt: Receipt): Promise<string> =>
  sign(keys, 'receipt', [bare(receipt.clickId), ...sharedFields(receipt), receipt.clickedAt]);

export async function openQuote(keys: readonly TokenKey[], token: string): Promise<Opened<Quote>> {
  const opened = await open(keys, 'quote', token);
  if (!opened.ok) return opened;
  const fields = readFields(opened.value);
  const [card, quotedAtSeconds] = [opened.value[0], opened.value[6]];
  const cardId = `car_${card}`;
  if (!fields || !isId('car', cardId) || !Number.isSafeInteger(quotedAtSeconds)) return { ok: false, why: 'malformed' };
  return { ok: true, value: { cardId, ...fields, quotedAt: Number(quotedAtSeconds) * secondMs } };
}

export async function openReceipt(keys: readonly TokenKey[], token: string): Promise<Opened<Receipt>> {
  const opened = await open(keys, 'receipt', token);
  if (!opened.ok) return opened;
  const fields = readFields(opened.value);
  const [click, clickedAt] = [opened.value[0], opened.value[6]];
  const clickId = `clk_${click}`;
  if (!fields || !isId('clk', clickId) || !Number.isSafeInteger(clickedAt)) return { ok: false, why: 'malformed' };
  return { ok: true, value: { clickId, ...fields, clickedAt: Number(clickedAt) } };
}

/**
 * The product that a token names, its signature unseen. Only for sending a shopper plainly to a product's own page when the key of an old
 * card is no longer kept: nothing else may be believed of it.
 */
export function unprovenProduct(token: string): Id<'prd'> | undefined {
  const bytes = fromBase64Url(token.split('.')[2] ?? '');
  const productId = `prd_${payloadOf(bytes)?.[2]}`;
  return isId('prd', productId) ? productId : undefined;
}

type Fields = Omit<Quote, 'cardId' | 'quotedAt'>;

function sharedFields({ brandId, productId, creatorId, contentUrl, frozen }: Fields): unknown[] {
  const terms = [
    frozen.version,
    frozen.rateBps,
    frozen.windowDays,
    weightModels.indexOf(frozen.model),
    frozen.holdDays,
    frozen.feeBps,
    benefits.indexOf(frozen.benefit),
    frozen.benefitBps,
    ...(frozen.flat ? [frozen.flat.amountMinor, frozen.flat.currency, frozen.flat.per === 'order' ? 0 : 1] : []),
  ];
  return [bare(brandId), bare(productId), bare(creatorId), contentUrl, terms];
}

/** The payload is ours (the signature says so), but of any version: an unexpected form is refused, not trusted. */
function readFields(payload: readonly unknown[]): Fields | undefined {
  const [, brand, product, creator, contentUrl, terms] = payload;
  const [brandId, productId, creatorId] = [`brd_${brand}`, `prd_${product}`, `crt_${creator}`];
  if (!isId('brd', brandId) || !isId('prd', productId) || !isId('crt', creatorId)) return undefined;
  if (typeof contentUrl !== 'string' || !Array.isArray(terms)) return undefined;
  const [version, rateBps, windowDays, model, holdDays, feeBps, benefitAt, benefitBps, flatMinor, flatCurrency, per] = terms as unknown[];
  const flat =
    flatMinor === undefined ? {} : { flat: { amountMinor: flatMinor, currency: flatCurrency, per: per === 0 ? 'order' : 'piece' } };
  const benefit = benefits[Number(benefitAt)];
  // Tokens of before there was more than one model name it.
  const modelName = model === 'last' ? model : weightModels[Number(model)];
  const read = FrozenTerms.safeParse({ version, rateBps, windowDays, model: modelName, holdDays, feeBps, benefit, benefitBps, ...flat });
  if (!read.success) return undefined;
  const frozen = read.data;
  return { brandId, productId, creatorId, contentUrl, frozen };
}

async function sign(keys: readonly TokenKey[], kind: TokenKind, payload: readonly unknown[]): Promise<string> {
  const newest = keys[0];
  if (!newest) throw new Error('broken promise: settings hold at least one token key');
  const body = `v1.${newest.kid}.${toBase64Url(new TextEncoder().encode(JSON.stringify(payload)))}`;
  return `${body}.${toBase64Url(await mac(newest, kind, body))}`;
}

async function open(keys: readonly TokenKey[], kind: TokenKind, token: string): Promise<Opened<readonly unknown[]>> {
  const parts = token.split('.');
  const [version, kid, payload, tag] = parts;
  if (parts.length !== 4 || version !== 'v1' || !payload || !tag) return { ok: false, why: 'malformed' };
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) return { ok: false, why: 'unknown_key' };
  const given = fromBase64Url(tag);
  const expected = await mac(key, kind, `${version}.${kid}.${payload}`);
  if (!given || given.length !== macBytes || !crypto.subtle.timingSafeEqual(given, expected)) return { ok: false, why: 'tampered' };
  const value = payloadOf(fromBase64Url(payload));
  return value ? { ok: true, value } : { ok: false, why: 'malformed' };
}

function payloadOf(bytes: Uint8Array | undefined): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function mac({ key }: TokenKey, kind: TokenKind, body: string): Promise<Uint8Array> {
  const full = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`gloss.${kind}.${body}`));
  return new Uint8Array(full, 0, macBytes);
}

const bare = (id: string): string => id.slice(4);
