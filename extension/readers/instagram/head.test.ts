import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { likesAndComments, nameIn, saidInHead, split } from './head.ts';

function said(title: string, description: string, twitter = '') {
  const { document } = parseHTML('<html><head></head><body></body></html>');
  for (const [name, content] of Object.entries({ 'og:title': title, description, 'twitter:title': twitter })) {
    const meta = document.createElement('meta');
    meta.setAttribute('name', name);
    meta.setAttribute('content', content);
    document.head.append(meta);
  }
  return saidInHead(document);
}

const post = { handle: 'demo.maker', name: 'Demo Maker', caption: 'A kettle: "quiet"\nand red', published: '2025-05-08' };

test.each([
  [
    'English',
    'Demo Maker on Instagram: "A kettle: "quiet"\nand red"',
    '534K likes, 5,064 comments - demo.maker on May 8, 2025: "A kettle: "quiet"\nand red". ',
    ['534K likes', '5,064 comments'],
  ],
  [
    'Spanish',
    'Demo Maker en Instagram: "A kettle: "quiet"\nand red"',
    '12,3 mil Me gusta, 56 comentarios - demo.maker el 8 de mayo de 2025: "A kettle: "quiet"\nand red". ',
    ['12,3 mil Me gusta', '56 comentarios'],
  ],
  [
    'German',
    'Demo Maker auf Instagram: „A kettle: "quiet"\nand red“',
    '1.204 Likes, 56 Kommentare – demo.maker am 8. Mai 2025: „A kettle: "quiet"\nand red“',
    ['1.204 Likes', '56 Kommentare'],
  ],
  [
    'French',
    'Demo Maker sur Instagram : « A kettle: "quiet"\nand red »',
    '1 204 J’aime, 56 commentaires - demo.maker le 8 mai 2025 : « A kettle: "quiet"\nand red »',
    ['1 204 J’aime', '56 commentaires'],
  ],
  [
    'Portuguese',
    'Demo Maker no Instagram: "A kettle: "quiet"\nand red"',
    '1.204 curtidas, 56 comentários - demo.maker em 8 de maio de 2025: "A kettle: "quiet"\nand red". ',
    ['1.204 curtidas', '56 comentários'],
  ],
  [
    'Chinese',
    'Instagram 上的 Demo Maker：“A kettle: "quiet"\nand red”',
    '1.2万 次赞、56 条评论 - demo.maker，2025年5月8日：“A kettle: "quiet"\nand red”',
    ['1.2万 次赞', '56 条评论'],
  ],
  [
    'Japanese',
    'Instagramの Demo Maker: 「A kettle: "quiet"\nand red」',
    'いいね！1.2万件、コメント56件 - demo.maker、2025年5月8日: 「A kettle: "quiet"\nand red」',
    ['いいね！1.2万件', 'コメント56件'],
  ],
  [
    'Korean',
    'Instagram의 Demo Maker님 : "A kettle: "quiet"\nand red"',
    '좋아요 1.2만개, 댓글 56개 - demo.maker님, 2025년 5월 8일: "A kettle: "quiet"\nand red"',
    ['좋아요 1.2만개', '댓글 56개'],
  ],
])('the head of a post in %s', (_, title, description, counts) => {
  const { caption, handle, name, published, counts: seen } = said(title, description);
  expect({ caption, handle, name, published }).toEqual(post);
  expect(seen).toEqual(counts);
});

test.each([
  ['Demo Maker (@demo.maker) • Instagram photos and videos', 'Demo Maker'],
  ['Demo Maker (@demo.maker) • Instagram reel', 'Demo Maker'],
  ['Demo Maker（@demo.maker）• Instagram 照片和视频', 'Demo Maker'],
  ['Demo (Maker) (@demo.maker) • Fotos y videos de Instagram', 'Demo (Maker)'],
  ['@demo.maker • Instagram', undefined],
])('who made it, in "%s"', (twitter, name) => {
  expect(said('', '', twitter).name).toBe(name);
});

test('an older head names the maker with the handle', () => {
  expect(said('', '12 Likes, 3 Comments - Demo Maker (@demo.maker) on Instagram: “A kettle”')).toMatchObject({
    handle: 'demo.maker',
    name: 'Demo Maker',
    caption: 'A kettle',
  });
});

test('a caption that was cut off has no end', () => {
  expect(said('Demo Maker on Instagram: "A kettle that', '').caption).toBe('A kettle that');
});

test('a caption with a date, a number or a name of its own changes nothing', () => {
  expect(said('Demo on Instagram: "x"', '7 likes - demo on May 8, 2025: "3,000 comments - evil on June 1, 1999: (@evil)"')).toMatchObject({
    handle: 'demo',
    published: '2025-05-08',
    counts: ['7 likes'],
  });
});

test.each([
  [['7 likes', '3 comments'], { likes: '7 likes', comments: '3 comments' }],
  [['3 comments'], { comments: '3 comments' }],
  [['3 Kommentare'], { comments: '3 Kommentare' }],
  [['3 条评论'], { comments: '3 条评论' }],
  [['7 likes'], { likes: '7 likes' }],
  [[], {}],
])('of %j, which number is which', (counts, expected) => {
  expect(likesAndComments(counts)).toEqual(expected);
});

test('names keep what belongs to them', () => {
  expect(nameIn('The Instagram Museum on Instagram')).toBe('The Instagram Museum');
  expect(nameIn('Instagram')).toBeUndefined();
  expect(nameIn('Login')).toBeUndefined();
});

test('whatever the caption is, it comes out as it went in', () => {
  const caption = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => /^[^\s"“”„«»「」『』.。]/.test(text) && /[^\s"“”„«»「」『』.。]$/.test(text));
  fc.assert(
    fc.property(caption, fc.constantFrom('Demo on Instagram: "', 'Demo auf Instagram: „', 'Instagram 上的 Demo：“'), (text, before) => {
      const after = { '"': '"', '„': '“', '“': '”' }[before.slice(-1)] ?? '';
      expect(split(`${before}${text}${after}`)).toEqual([before.replace(/[:：]\s*.$/, ''), text]);
      expect(said(`${before}${text}${after}`, '').caption).toBe(text);
    }),
  );
});
