/** Stock as feeds and pages say it, in our words. */
import { availabilities, type FeedProduct } from '#shared/contracts/catalogue.ts';

type Availability = FeedProduct['availability'];

/** Google's, Shopify's and schema.org's vocabularies in any spelling; undefined for a word that is in none of them. */
export function availabilityOf(text: string): Availability | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?schema\.org\//, '')
    .replaceAll(/[\s_-]/g, '');
  return words.get(word);
}

const spoken: Readonly<Record<Availability, string>> = {
  in_stock: 'available availablefororder instoreonly onlineonly limitedavailability limitedstock true yes',
  out_of_stock: 'soldout unavailable notavailable false no',
  preorder: 'presale comingsoon',
  backorder: 'madetoorder reserved',
  discontinued: 'endoflife',
  unknown: '',
};
const words: ReadonlyMap<string, Availability> = new Map(
  availabilities.flatMap((availability) =>
    [availability.replaceAll('_', ''), ...spoken[availability].split(' ')].map((word): [string, Availability] => [word, availability]),
  ),
);
