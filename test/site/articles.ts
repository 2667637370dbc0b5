/** The demo journal's articles: two that name products, one in Chinese, one that names none. */
export interface Article {
  path: string;
  language: 'en' | 'zh-CN';
  section: string;
  title: string;
  standfirst: string;
  published: string;
  /** Shown above the text; left out where nothing can be earned. */
  notice?: string;
  paragraphs: readonly string[];
  /** Colours of the landscape: sky, far hill, near hill. */
  colours: readonly [string, string, string];
}

export const author = { name: 'Wren Halloway', site: 'Slow Miles' } as const;

const notice = 'Advertising notice: I earn a commission when you buy through a card on this page. It never changes what I write.';

export const articles: readonly Article[] = [
  {
    path: '/reviews/three-days-with-the-ridgeline-38',
    language: 'en',
    section: 'Reviews',
    title: 'Three days with the Varnholt Ridgeline 38',
    standfirst: 'A pack, a lamp and a kettle went over the moor with me. Two came back better than I had thought.',
    published: '2026-10-18T07:30:00+01:00',
    notice,
    paragraphs: [
      'The bus leaves you at a gate and does not look back. From there it is three days over the moor to the next road, which is the right distance for finding out what a backpack is like, because on the first day everything is comfortable and on the third nothing is.',
      'I carried the Varnholt Ridgeline 38. It weighs a little more than the packs that racing people use, and I stopped noticing by the second hour: the hip belt takes the load and the shoulders are left alone. When the path went up through peat I pulled the back panel two fingers higher without taking the pack off, which sounds like a trick for a shop window and turned out to be the thing I used most.',
      'Rain came at noon and stayed until the evening. The cover lives in a pocket at the base, where a cold hand finds it. Inside, the sleeping things were dry; the outside pocket was a small pond, as outside pockets always are. I would like a hole in it.',
      'After dark I walked two more hours by the Brightpin Lumen 400. Headlamps have taught me to count clicks: one for bright, two for dim, five for a red flashing light that nobody asked for. This one has a wheel. You turn it, and there is more light. Four hundred lumens show the next marker post in mist; the lowest setting is enough to read a map without waking anybody.',
      'The kettle was the doubtful one. The Kettlewick Trail Kettle 0.9 is titanium, it is light, and it costs as much as a good lunch for four. But it pours. I have spent years pouring coffee over my own fingers out of pots with a lip, and this has a spout, and the handle stays up while the water boils. On the last morning I made tea for two people I had just met, and none of us was burned.',
      'Would I carry them again? The pack, yes, and I would cut a hole into the pocket myself. The lamp, yes. The kettle I have not put back into the cupboard since; it stands on the stove at home.',
    ],
    colours: ['#f0d9b8', '#8aa08f', '#3f5f52'],
  },
  {
    path: '/kitchen/a-quiet-cup',
    language: 'en',
    section: 'At home',
    title: 'A quiet cup before six',
    standfirst: 'How I make coffee without waking a house with thin walls.',
    published: '2026-09-30T06:05:00+01:00',
    notice,
    paragraphs: [
      'Nobody in this house is awake before seven except me, and for years the first thing I did with that peace was to break it with an electric grinder. Now I turn a handle.',
      'The Hobbart Quiet Mill needs thirty-eight turns for one cup. I have counted, because at that hour counting is all I am good for. It makes a sound like gravel under a slow bicycle, and the door stays shut.',
      'Then water. The Hobbart Swan Kettle 0.6 has a spout as thin as a pencil, and it does what pour-over people promise: the stream goes where you look. The thermometer in the lid is small and right. I pour until the scale in my head says eighteen, wait, and pour again.',
      'That is all. The cup is no better than the one from the machine at the station, if I am honest. But nobody talks to me while I make it.',
    ],
    colours: ['#f6e0cf', '#c79a76', '#7a4b36'],
  },
  {
    path: '/zh/shanji-shang-de-liang-tian',
    language: 'zh-CN',
    section: '中文',
    title: '山脊上的两天：Varnholt Cairn 2 帐篷使用记',
    standfirst: '风大、下雨、两个人、一顶帐篷。',
    published: '2026-10-25T20:00:00+08:00',
    notice: '广告说明：如果你通过本页的卡片购买，商店会付给我佣金。文章内容不受影响。',
    paragraphs: [
      '十月底的山脊上，风从早吹到晚。我们两个人背着一顶帐篷走了两天，想知道它在坏天气里到底怎么样。',
      '这次带的是 Varnholt Cairn 2 双人帐篷。它的好处是可以先搭外帐：下雨的时候，内帐一直是干的。两边各有一个门，半夜出去不用跨过同伴。一根长杆，从打开袋子到钻进去，我们用了六分钟。',
      '睡袋用的是 Lowmoor Drift 5。标称舒适温度五度，当晚大约三度，穿一层羊毛衣刚好。脚部比较宽，能翻身。早上把拉链全部拉开，就是一条毯子，可以披着喝茶。',
      '缺点也有：帐篷的地钉太细，碎石地上弯了两根；睡袋的收纳袋太紧，冷的时候很难塞回去。',
      '总的来说，两样东西我们都会再带。下一次想去更高的地方，等雪来之前。',
    ],
    colours: ['#dfe7ef', '#93a9bd', '#46607a'],
  },
  {
    path: '/notes/the-choir-above-the-bakery',
    language: 'en',
    section: 'Notes',
    title: 'The choir above the bakery',
    standfirst: 'On Thursdays the ceiling sings.',
    published: '2026-11-05T18:15:00+00:00',
    paragraphs: [
      'On Thursdays the choir rehearses above the bakery, and whoever stands in the queue hears the same four bars eleven times. They are never the same. The tenors come in early, then late, then together by accident, and somebody laughs.',
      'I have started to go on Thursdays on purpose. Mrs Adeyemi, who has sung alto there since before I was born, says that a choir is the only place where you are thanked for not being heard.',
      'They will sing at midwinter in the square, with mistakes. I know every one of the mistakes by now, and I would miss them.',
    ],
    colours: ['#e9e2ee', '#a89ab8', '#5b4d6e'],
  },
];
