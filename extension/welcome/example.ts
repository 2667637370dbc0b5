import type { Language, Note } from '#extension/base/note.ts';

/** The one note of the example: made up, and the same that the sample page begins with. */
export function exampleNote(language: Language, now: number): Note {
  const isChinese = language === 'zh-CN';
  return {
    id: 'example',
    title: isChinese ? '橡木台灯，可调光' : 'Desk lamp, oiled oak, dimmable',
    maker: isChinese ? '木光' : 'Ljus & Trä',
    merchant: isChinese ? '北光家居' : 'Nordlicht',
    hasPicture: false,
    price: isChinese ? { amount: '329.00', currency: 'CNY', asOf: now } : { amount: '89.00', currency: 'EUR', asOf: now },
    availability: 'in_stock',
    reasons: ['named_on_page'],
    fit: 0.94,
    link: {
      way: 'paid',
      url: 'https://nordlicht.example/desk-lamp',
      benefit: { kind: 'discount', bps: 500, code: 'MARA5' },
      earner: 'Mara Lind',
      rateBps: 1000,
    },
    earning: isChinese ? { amount: '31.26', currency: 'CNY' } : { amount: '8.46', currency: 'EUR' },
    labelled: true,
    moment: null,
    history: null,
    kept: false,
  };
}
