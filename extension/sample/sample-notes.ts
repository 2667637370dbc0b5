import type { Language, Note } from '#extension/base/note.ts';
import { exampleNote } from '#extension/welcome/example.ts';

/** Three made-up notes: one by which the author earns, one plain, one with the author's own link. */
export function sampleNotes(language: Language, now: number): Note[] {
  const first = exampleNote(language, now);
  const isChinese = language === 'zh-CN';
  const shade: Note = {
    ...first,
    id: 'shade',
    title: isChinese ? '亚麻灯罩，30 厘米' : 'Linen lampshade, 30 cm',
    maker: isChinese ? '织光' : 'Stoff und Licht',
    merchant: isChinese ? '线与屋' : 'Haus & Faden',
    price: isChinese ? { amount: '139.00', currency: 'CNY', asOf: now } : { amount: '34.50', currency: 'EUR', asOf: now },
    reasons: ['similar_text'],
    fit: 0.71,
    link: { way: 'plain', url: 'https://haus-und-faden.example/linen-shade', why: 'no_offer' },
    labelled: isChinese,
  };
  const bulb: Note = {
    ...first,
    id: 'bulb',
    title: isChinese ? 'E27 灯泡，806 流明，暖白，2 只' : 'E27 bulb, 806 lm, warm white, 2 pieces',
    maker: 'Lumen 27',
    merchant: isChinese ? '灯泡作坊' : 'Glühwerk',
    price: isChinese ? { amount: '29.90', currency: 'CNY', asOf: now } : { amount: '11.90', currency: 'EUR', asOf: now },
    reasons: ['named_on_page', 'linked_on_page'],
    fit: 0.88,
    link: { way: 'own', url: 'https://gluehwerk.example/e27?aff=mara' },
  };
  return [first, shade, bulb];
}
