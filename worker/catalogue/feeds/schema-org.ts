/** schema.org Products of saved pages: JSON-LD first, microdata where there is none or where it knows more. */
import { isCurrency } from '#shared/money.ts';
import type { FeedEntry, FeedFormat, FeedOptions } from './feed.ts';
import { type HtmlPage, readPage, type Thing } from './html-page.ts';
import { isThing, listOf, looseJson, thingsIn, typesOf } from './linked-data.ts';
import { type LooseProduct, productReader } from './product.ts';
import { fieldsOf } from './schema-fields.ts';

export const schemaOrg: FeedFormat = {
  name: 'schema-org',
  title: 'saved HTML pages with schema.org Products (JSON-LD, microdata)',
  recognises: (head) => /<(?:!doctype\s+html|html|head|body|script|div|meta)[\s>]/i.test(head),
  async *read(text, options) {
    const parts: string[] = [];
    for await (const part of text) parts.push(part);
    yield* productsOf(readPage(parts.join('')), options);
  },
};

interface Told {
  line: number;
  thing: Thing;
}

function* productsOf(page: HtmlPage, options: FeedOptions): Generator<FeedEntry> {
  const linked = linkedProducts(page);
  const marked = page.microdata.filter(({ thing }) => isProduct(thing)).map(describe);
  const described = linked.told.length > 0 ? linked.told.map(describe) : marked;
  if (described.length === 0) {
    const [line] = linked.broken;
    yield line === undefined
      ? { line: 1, reason: 'the page names no schema.org Product, neither in JSON-LD nor in microdata' }
      : { line, reason: 'its JSON-LD cannot be read as JSON, and there is no other Product in the page' };
    return;
  }
  // Two descriptions of one product: what the first leaves open, the second may say.
  const [only, second] = linked.told.length === 1 && marked.length === 1 ? [described[0], marked[0]] : [];
  if (only && second) only.fields = { ...second.fields, ...only.fields };
  const place = placeOf(page, options);
  const read = productReader({ ...options, ...place.options });
  const { own, passedOver } = sorted(described);
  for (const [at, { line, fields: told }] of own.entries()) {
    const { fields, notes } = named(told, place.address);
    const entry = fields.url === undefined ? { reason: noAddress } : read(fields);
    if (passedOver > 0 && at === 0)
      notes.push(`${passedOver} further products of the page have neither an id nor a link with a price, and were passed over`);
    yield { line, ...('reason' in entry ? entry : { product: entry.product, notes: [...notes, ...entry.notes] }) };
  }
}

const noAddress = 'neither the product nor the page tells an address (url, canonical link, og:url): add one of them to the page';

interface Described {
  line: number;
  fields: LooseProduct;
}
const describe = ({ line, thing }: Told): Described => ({ line, fields: fieldsOf(thing) });

/** A page describes one product, often twice, and teasers of others beside it. Those count where they can be told apart. */
function sorted(described: readonly Described[]): { own: Described[]; passedOver: number } {
  const own: Described[] = [];
  let passedOver = 0;
  const titled = described.filter(({ fields }) => fields.title !== undefined);
  for (const { line, fields } of titled.length > 0 ? titled : described.slice(0, 1)) {
    const same = own.find((other) => isSame(other.fields, fields));
    if (same) same.fields = { ...fields, ...same.fields };
    else if (own.length === 0 || isWhole(fields)) own.push({ line, fields });
    else passedOver += 1;
  }
  return { own, passedOver };
}

const identityOf = ({ sku, gtin, mpn, url }: LooseProduct): string | undefined => sku ?? gtin ?? mpn ?? url;

/** Enough to be sold by: a number or id, or a page of its own with a price. */
const isWhole = ({ sku, gtin, mpn, url, price }: LooseProduct): boolean =>
  (sku ?? gtin ?? mpn) !== undefined || (url !== undefined && price !== undefined);

function isSame(a: LooseProduct, b: LooseProduct): boolean {
  const [one, other] = [identityOf(a), identityOf(b)];
  return a.title !== undefined && a.title === b.title && (one === undefined || other === undefined || one === other);
}

const productTypes = new Set(['Product', 'IndividualProduct', 'ProductModel', 'SomeProducts', 'Vehicle', 'Car']);
const isProduct = (thing: Thing): boolean => typesOf(thing).some((type) => productTypes.has(type));
const isGroup = (thing: Thing): boolean => typesOf(thing).includes('ProductGroup');

function linkedProducts(page: HtmlPage): { told: Told[]; broken: number[] } {
  const blocks = page.jsonLd.map(({ line, text }) => ({ line, value: looseJson(text) }));
  const all = blocks.flatMap(({ line, value }) => thingsIn(value).map((thing) => ({ line, thing })));
  const byId = new Map(
    all.flatMap(({ thing }) => (typeof thing['@id'] === 'string' && Object.keys(thing).length > 1 ? [[thing['@id'], thing]] : [])),
  );
  const whole = (thing: Thing): Thing => {
    const references = Object.entries(thing).map(([key, value]) => [
      key,
      key === '@id' ? value : listOf(value).map((one) => referred(one, byId)),
    ]);
    return { ...thing, ...Object.fromEntries(references) };
  };
  const told = all.flatMap(({ line, thing }) => {
    const variants = isGroup(thing) ? listOf(whole(thing)['hasVariant']).filter(isThing) : [];
    if (variants.length > 0) return variants.map((variant) => ({ line, thing: { ...inherited(thing), ...whole(variant) } }));
    return isProduct(thing) || isGroup(thing) ? [{ line, thing: whole(thing) }] : [];
  });
  return { told, broken: blocks.filter(({ value }) => value === undefined).map(({ line }) => line) };
}

function referred(value: unknown, byId: ReadonlyMap<unknown, Thing>): unknown {
  const isReference = isThing(value) && typeof value['@id'] === 'string' && Object.keys(value).length === 1;
  return isReference ? (byId.get(value['@id']) ?? value) : value;
}

/** What a variant need not say again. */
function inherited(group: Thing): Thing {
  const shared = ['name', 'brand', 'description', 'image', 'category', 'url', 'manufacturer'];
  return Object.fromEntries(shared.filter((key) => key in group).map((key) => [key, group[key]]));
}

/** The page gives its products what they leave out: an address, and by it a name to be known under. */
function named(fields: LooseProduct, address: string | undefined): { fields: LooseProduct; notes: string[] } {
  const url = fields.url ?? address;
  const whole = { ...fields, ...(url === undefined ? {} : { url }) };
  if (fields.sku) return { fields: whole, notes: [] };
  const [by, sku] = fields.gtin ? ['gtin', fields.gtin] : fields.mpn ? ['mpn', fields.mpn] : ['address', pathOf(url, address)];
  return sku ? { fields: { ...whole, sku }, notes: [`it has no sku: its ${by} names it`] } : { fields: whole, notes: [] };
}

/** The end of an address is what tells products of one shop apart. */
function pathOf(url: string | undefined, address: string | undefined): string {
  let path = (URL.parse(url ?? '', address) ?? URL.parse(url ?? ''))?.pathname.replaceAll(/^\/+|\/+$/g, '') ?? '';
  while (path.length > idLengthMax && path.includes('/')) path = path.slice(path.indexOf('/') + 1);
  return path.slice(-idLengthMax);
}
const idLengthMax = 100;

function placeOf(
  page: HtmlPage,
  options: FeedOptions,
): { address: string | undefined; options: Pick<FeedOptions, 'shop' | 'language' | 'currency'> } {
  const shop = URL.parse(page.base ?? '', page.address) ?? URL.parse(page.address ?? '') ?? options.shop;
  const language = options.language ?? page.language;
  const currency = page.currency !== undefined && isCurrency(page.currency) ? page.currency : options.currency;
  return {
    address: page.address,
    options: { ...(shop ? { shop } : {}), ...(language ? { language } : {}), ...(currency ? { currency } : {}) },
  };
}
