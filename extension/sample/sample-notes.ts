import type { Language, Moment, Note } from '#extension/base/note.ts';
import { words } from '#extension/base/ui/words.ts';
import { exampleNote } from '#extension/welcome/example.ts';
import { dayMs } from '#shared/time.ts';

/** Three made-up notes: one by which the author earns, one plain, one with the author's own link. */
export function sampleNotes(language: Language, now: number): Note[] {
  const isChinese = language === 'zh-CN';
  const first: Note = { ...exampleNote(language, now), moment: 1, history: sampleHistory(isChinese, now) };
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
    earning: null,
    labelled: isChinese,
    moment: 2,
    history: null,
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
    earning: null,
    moment: 3,
    history: null,
  };
  return [first, shade, bulb];
}

/** The paragraphs of the sample page that the notes belong to. */
export function sampleMoments(language: Language): Moment[] {
  return words[language].sampleText.flatMap((text, id) => (id > 0 ? [{ id, text }] : []));
}

function sampleHistory(isChinese: boolean, now: number): NonNullable<Note['history']> {
  const currency = isChinese ? 'CNY' : 'EUR';
  const [high, middle, low] = isChinese ? (['359.00', '345.00', '329.00'] as const) : (['99.00', '94.50', '89.00'] as const);
  const ago = (days: number, amount: string) => ({ at: now - days * dayMs, amount });
  const seen = [ago(26, high), ago(17, high), ago(8, middle), ago(0, low)];
  return { currency, seen, daysSeen: 4, daysOf: 30, lowest: { ...ago(0, low), now: 'lowest' } };
}
