/** Terms in words, in the language of the person who reads. */
import type { Terms } from '#shared/contracts/books.ts';
import { printAmount, shareOf } from '#shared/money.ts';
import { formatRate } from '../format.ts';
import { locale, words } from '../look.ts';

/** An amount without currency, because terms have none: a hundred of whatever the shop sells in. */
const wholeMinor = 100_00;

export function termsSentences(terms: Terms, feeBps: number): string[] {
  const { programme: said } = words.value;
  const plain = (minor: number): string => printAmount(minor, 'EUR');
  return [
    said.sentence(formatRate(locale.value, terms.rateBps), said.dayCount(terms.windowDays), said.dayCount(terms.holdDays)),
    benefitSentence(terms),
    [
      said.example(plain(wholeMinor), plain(shareOf(wholeMinor, terms.rateBps))),
      feeBps > 0 ? said.exampleFee(plain(shareOf(wholeMinor, feeBps))) : said.noFee,
    ].join(words.value.common.sentenceGap),
  ];
}

/** The benefit in a cell: "Discount 5% (GLOSS5)". */
export function benefitText({ benefit }: Terms): string {
  const { programme: said } = words.value;
  if (!benefit) return said.benefits.none;
  const rate = `${said.benefits[benefit.kind]} ${formatRate(locale.value, benefit.bps)}`;
  if (benefit.kind === 'discount') return `${rate} · ${benefit.code}`;
  return benefit.kind === 'donation' ? `${rate} · ${benefit.to}` : rate;
}

function benefitSentence({ benefit }: Terms): string {
  const { sentenceBenefit } = words.value.programme;
  if (!benefit) return sentenceBenefit.none;
  const rate = formatRate(locale.value, benefit.bps);
  if (benefit.kind === 'discount') return sentenceBenefit.discount(rate, benefit.code);
  return benefit.kind === 'donation' ? sentenceBenefit.donation(rate, benefit.to) : sentenceBenefit.cashback(rate);
}
