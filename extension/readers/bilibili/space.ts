import { allOf, attributeOf, textOf } from '../elements.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { type Draft, headOf, numberText } from './said.ts';

const NAME = ['.upinfo-detail .nickname', '.upinfo .nickname', '#h-name', '.m-space-info .name'];
const SIGN = ['.upinfo .pure-text', '.upinfo-detail .pure-text', '.h-sign', '.m-space-info .desc'];

/** A user's space: the server sends its head only, the rest is drawn or in a recorded response. */
export function spaceOf({ document }: Page, state: unknown, id: string): Draft | undefined {
  const ofHead = /^(.+?)的个人空间/.exec(textOf(document, ['title']) ?? '')?.[1];
  const card = [at(state, 'data', 'card'), at(state, 'data')].find((data) => numberText(at(data, 'mid')) === id);
  const name = textAt(card, 'name') ?? textOf(document, NAME) ?? ofHead;
  const [, signOfHead] = /第一时间了解UP主动态。?(.*)$/s.exec(headOf(document, 'meta[name="description"]') ?? '') ?? [];
  const numbers = labelled(document);
  return {
    kind: 'profile',
    url: `https://space.bilibili.com/${id}`,
    contentId: id,
    title: name,
    text: textAt(card, 'sign') ?? textOf(document, SIGN) ?? (name === ofHead ? signOfHead : undefined),
    creator: { id, name },
    counts: {
      followers: at(card, 'fans') ?? numbers.get('粉丝数') ?? attributeOf(document, '#n-fs', 'title') ?? textOf(document, ['#n-fs']),
      following: numbers.get('关注数') ?? attributeOf(document, '#n-gz', 'title') ?? textOf(document, ['#n-gz']),
      posts: numbers.get('投稿') ?? textOf(document, ['.n-video .n-num']),
    },
  };
}

/** The numbers of the bar under the name, by their label; the title has them in full. */
function labelled(document: Page['document']): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const item of allOf(document, '.nav-statistics__item, .nav-tab__item', 20)) {
    const label = textOf(item, ['.nav-statistics__item-text', '.nav-tab__item-text']);
    const number =
      attributeOf(item, '.nav-statistics__item-num', 'title') ?? textOf(item, ['.nav-statistics__item-num', '.nav-tab__item-num']);
    if (label && number) numbers.set(label, number.replaceAll(',', ''));
  }
  return numbers;
}
