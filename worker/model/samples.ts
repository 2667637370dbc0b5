/** Pages and products with the scores that the shipped weights give them: what runs at the edge must give the same. */
import type { PageFacts } from '#shared/page.ts';
import { unpacked } from './encode.ts';
import { withLeads } from './score.ts';
import { type ProductText, pageWords, productTerms, productVector, productWords, type ScorerInput } from './words.ts';

const pages: Pick<PageFacts, 'kind' | 'title' | 'text' | 'products'>[] = [
  { kind: 'article', title: 'Rivertin RT-90 after a year', text: 'The gooseneck kettle pours as it did on the first day.', products: [] },
  {
    kind: 'product',
    title: 'Wasserkocher',
    text: '',
    products: [{ name: 'Rivertin RT-90 Wasserkocher, schwarz', brand: 'Rivertin', mpn: 'RT90-BK' }],
  },
  { kind: 'article', title: '手冲咖啡的三把壶', text: '其中 Rivertin RT-90 鹅颈壶最稳。', products: [] },
  { kind: 'article', title: 'Why the choir sings on Sundays', text: 'Twelve voices, one organ and a kettle of tea.', products: [] },
];
const products: ProductText[] = [
  { sku: '1', title: 'Rivertin RT-90 Gooseneck Kettle, Black', maker: 'Rivertin', mpn: 'RT90-BK' },
  { sku: '2', title: 'Rivertin RT-70 Toaster', maker: 'Rivertin' },
  { sku: '3', title: 'Charging cable for Rivertin RT-90' },
  { sku: '4', title: 'RT-90 鹅颈壶 手冲咖啡壶', maker: 'Rivertin' },
];

/** Every page with every product. */
export function sampleInputs(): ScorerInput[] {
  return pages.flatMap((page) => {
    const words = pageWords({ platform: 'web', url: 'https://journal.example/', shopLinks: [], ...page });
    const list = products.map((product) => {
      const vector = unpacked(productVector(product));
      const closeness = vector.reduce((sum, value, at) => sum + value * (words.vector[at] ?? 0), 0);
      return { page: words, product: productWords(productTerms(product), { products: 1000, productsWith: () => 2 }), closeness };
    });
    return withLeads(list);
  });
}

/** Six decimals, in the order of `sampleInputs`. */
export const sampleScores: readonly number[] = [
  0.900439, 0.020784, 0.111115, 0.733115, 0.844501, 0, 0.000007, 0.000174, 0.789204, 0.006756, 0.026658, 0.937523, 0.000241, 0.000133,
  0.000156, 0.000133,
];
