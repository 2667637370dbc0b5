import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { disclosesIn, disclosureOf, postDiscloses } from './disclosure.ts';
import { survey } from './survey.ts';

test.each([
  'This post contains affiliate links.',
  'As an Amazon Associate I earn from qualifying purchases.',
  'When you buy through our links, we may earn a commission.',
  'We get a small commission if you buy something.',
  'This is a sponsored post written on behalf of Fernholm.',
  'This video is sponsored by Fernholm.',
  'A kettle to love #ad',
  'Dieser Beitrag enthält Affiliate-Links.',
  'Beim Kauf über diese Links erhalten wir eine Provision vom Shop.',
  'Dieser Beitrag enthält Werbung für Fernholm.',
  'Werbung wegen Markennennung',
  'Cet article contient des liens affiliés.',
  'Este artículo contiene enlaces de afiliados.',
  'Questo articolo contiene link affiliati.',
  'Artykuł sponsorowany przez Fernholm',
  'Podemos receber comissão pelas compras feitas por estes links.',
  'Реклама. ООО «Чайник», erid: 2SDnabc',
  '本記事は広告を含みます。',
  '提供：フェルンホルム',
  'Amazonアソシエイト・プログラムの参加者です',
  '本文含有推广内容',
  '点击返利链接购买',
  '이 포스팅은 쿠팡 파트너스 활동의 일환으로, 수수료를 제공받습니다.',
])('discloses: %s', (text) => {
  expect(disclosesIn(text)).toBe(true);
});

test.each([
  'We do not accept sponsored posts.',
  'This review contains no affiliate links.',
  'Ich verdiene keine Provision an diesen Links.',
  'The commission voted on Tuesday.',
  'A comissão recebeu o relatório na terça-feira.',
  'Реклама на телевидении подорожала.',
  'Anzeige erstattet: Polizei sucht Zeugen',
  'The company spent millions on advertising.',
  'He had this idea in spring.',
  'Wir feierten in Zusammenarbeit.',
  'a #adventure in the #advent season',
])('does not disclose: %s', (text) => {
  expect(disclosesIn(text)).toBe(false);
});

test.each([
  ['Werbung, weil selbst gekauft: der Kessel', true],
  ['Werbung | der Kessel', true],
  ['Anzeige\nHeute geht es um Kessel', true],
  ['Der Kessel ist da\n\n*Werbung*', true],
  ['[Ad] the kettle', true],
  ['Ad: the kettle', true],
  ['PR｜静かなケトル', true],
  ['Publicidad • la tetera', true],
  ['The kettle #ad', true],
  ['Ad astra\nto the stars', false],
  ['PR', false],
  ['A new PR today: 100 kg', false],
  ['Werbung im Wandel der Zeit', false],
  ['A kettle', false],
  ['', false],
])('a post that says "%s" discloses: %s', (text, discloses) => {
  expect(postDiscloses('A title', text)).toBe(discloses);
});

const found = (body: string) => {
  const { document } = parseHTML(`<html><body>${body}</body></html>`);
  const seen = survey({ document, url: new URL('https://a.example/') });
  return disclosureOf(seen, seen.blocks.find(({ tag }) => tag === 'h1')?.order);
};
const filler = Array.from({ length: 80 }, (_, at) => `<p>Paragraph ${at} about kettles and nothing else.</p>`).join('');

test.each([
  ['a sentence in the body', `<h1>Kettles</h1>${filler}<p>This post contains affiliate links.</p>`, true],
  ['a label beside the heading', '<div>Anzeige</div><h1>Kettles</h1>', true],
  ['a label in the heading', '<h1>[Werbung] Kettles</h1>', true],
  ['a label that opens the text', '<h1>Kettles</h1><p>Werbung | Danke an Fernholm</p>', true],
  ['a label far from the heading', `<h1>Kettles</h1>${filler}<div>Anzeige</div>`, false],
  [
    'a sentence in a box above the article',
    '<aside>Our readers support us. When you buy through links on our site, we may earn a commission.</aside><h1>Kettles</h1>',
    true,
  ],
  [
    'a sentence in the footer only',
    '<h1>Kettles</h1><footer>When you buy through links on our site, we may earn an affiliate commission.</footer>',
    false,
  ],
  ['a link in the menu', '<nav><a href="/a">Affiliate disclosure</a></nav><h1>Kettles</h1>', false],
  ['a short text in a list of other posts', '<h1>Kettles</h1><div class="related-posts"><p>Sponsored post: stoves</p></div>', false],
  ['a template that is not shown', '<h1>Kettles</h1><div hidden>sponsored by us</div>', false],
])('on a page, %s', (_, body, isDisclosed) => {
  expect(found(body)).toBe(isDisclosed);
});

test.each<[string, string, string, boolean]>([
  ['a sentence anywhere', 'Kettles', `Hello\n${'word\n'.repeat(50)}I earn a commission from these links`, true],
  ['a label that opens the text', 'Kettles', '\nAnzeige\nThe kettle is quiet.', true],
  ['a label that opens the first line', 'Kettles', 'Werbung | Danke an Fernholm', true],
  ['a label further down', 'Kettles', 'One\nTwo\nThree\nAnzeige\nFour', false],
  ['a label set off in the title', 'Kettles [Anzeige]', '', true],
  ['a label in East Asian brackets', '【PR】水壶', '', true],
  ['a best time', 'Marathon (PR)', '', false],
  ['what is without ads', 'Kettles', 'Ad-free version on my site', false],
  ['a hashtag in the title', 'Kettles #ad', '', true],
  ['a hashtag behind a Chinese mark', '水壶', '感谢寄样，#广告', true],
  ['nothing', 'Kettles', 'They boil.', false],
])('of a post, %s', (_, title, text, isDisclosed) => {
  expect(postDiscloses(title, text)).toBe(isDisclosed);
});
