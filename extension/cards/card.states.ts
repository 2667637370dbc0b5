/** Cards in every state, as plain data for the gallery and the tests. */
import type { Note } from '#extension/base/note.ts';

export const statesNow = Date.UTC(2026, 10, 3, 15, 30);

const lamp: Note = {
  id: 'car_1',
  title: 'Desk lamp, oiled oak, dimmable',
  maker: 'Ljus & Trä',
  merchant: 'Nordlicht',
  hasPicture: false,
  price: { amount: '89.00', currency: 'EUR', asOf: statesNow - 3_600_000 * 5 },
  availability: 'in_stock',
  reasons: ['linked_on_page', 'named_on_page'],
  fit: 0.94,
  link: {
    way: 'paid',
    url: 'https://nordlicht.example/products/desk-lamp',
    benefit: { kind: 'discount', bps: 500, code: 'MARA5' },
    earner: 'Mara Lind',
    rateBps: 1000,
  },
  labelled: true,
  kept: false,
};
const plainLink = { way: 'plain', url: lamp.link.url, why: 'support_off' } as const;

export const cardStates: Readonly<Record<string, Note>> = {
  'paid, discount': lamp,
  'paid, cashback': {
    ...lamp,
    id: 'car_2',
    link: { ...lamp.link, way: 'paid', benefit: { kind: 'cashback', bps: 250 }, earner: 'Mara Lind', rateBps: 800 },
  },
  'paid, donation': {
    ...lamp,
    id: 'car_3',
    link: {
      ...lamp.link,
      way: 'paid',
      benefit: { kind: 'donation', bps: 200, to: 'Repair Café Leipzig' },
      earner: 'Mara Lind',
      rateBps: 1200,
    },
  },
  'plain, nobody earns': {
    ...lamp,
    id: 'car_4',
    title: 'Linen lampshade, 30 cm',
    maker: 'Stoff und Licht',
    merchant: 'Haus & Faden',
    price: { amount: '34.50', currency: 'EUR', asOf: statesNow - 86_400_000 * 2 },
    link: plainLink,
    labelled: false,
    reasons: ['similar_text'],
    fit: 0.61,
  },
  'the author’s own link': {
    ...lamp,
    id: 'car_5',
    title: 'E27 bulb, 806 lm, warm white, 2 pieces',
    maker: 'Lumen 27',
    merchant: 'Glühwerk',
    price: { amount: '11.90', currency: 'EUR', asOf: statesNow - 3_600_000 * 20 },
    reasons: ['linked_on_page'],
    link: { way: 'own', url: `${lamp.link.url}?aff=mara` },
  },
  'price is old': {
    ...lamp,
    id: 'car_6',
    link: plainLink,
    labelled: false,
    price: { amount: '89.00', currency: 'EUR', asOf: statesNow - 86_400_000 * 40 },
  },
  'out of stock': { ...lamp, id: 'car_7', link: { ...plainLink, why: 'unavailable' }, labelled: false, availability: 'out_of_stock' },
  'no price': { ...lamp, id: 'car_8', link: plainLink, labelled: false, price: null },
  saved: { ...lamp, id: 'car_9', kept: true },
  'long text': {
    ...lamp,
    id: 'car_10',
    title:
      'Professional-Grade Under-Cabinet LED Light Bar with Motion Sensor, Magnetic Mount, Three Colour Temperatures and Rechargeable 2,600 mAh Battery (Set of 4)',
    maker: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    merchant: 'The Very Long Named Department Store of the Northern Provinces',
    price: { amount: '12345678.90', currency: 'USD', asOf: statesNow - 86_400_000 * 300 },
    availability: 'backorder',
    reasons: ['gtin_on_page', 'linked_on_page', 'named_on_page', 'similar_text'],
    link: {
      way: 'paid',
      url: lamp.link.url,
      benefit: { kind: 'discount', bps: 1250, code: 'A-VERY-LONG-CODE-FOR-EVERYBODY-2026' },
      earner: 'Maximiliane-Alexandrina von und zu Hohenstein-Wolkenburg',
      rateBps: 1275,
    },
  },
  Chinese: {
    ...lamp,
    id: 'car_11',
    title: '橡木护眼台灯 全光谱无极调光 学生宿舍书桌阅读灯',
    maker: '木光',
    merchant: '北光家居',
    price: { amount: '329.00', currency: 'CNY', asOf: statesNow - 3_600_000 },
    link: {
      way: 'paid',
      url: lamp.link.url,
      benefit: { kind: 'discount', bps: 500, code: 'XIAOLIN5' },
      earner: '小林的书桌',
      rateBps: 1000,
    },
  },
  'right to left': {
    ...lamp,
    id: 'car_12',
    title: 'مصباح مكتب من خشب البلوط قابل للتعتيم',
    maker: 'نور',
    merchant: 'بيت الضوء',
    price: { amount: '349.00', currency: 'AED', asOf: statesNow - 3_600_000 },
  },
};
