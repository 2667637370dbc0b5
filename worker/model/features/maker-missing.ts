import type { Feature } from '../feature.ts';

/** The product has a maker whose name stands nowhere on the page: what looks like its name is somebody else's. */
export const makerMissing: Feature = {
  name: 'maker-missing',
  sign: -1,
  of: ({ page: { headline, text, inNames }, product }) => {
    const isSeen = (term: number): boolean => headline.places.has(term) || text.places.has(term) || inNames.has(term);
    return product.maker.length > 0 && !product.maker.some(isSeen) ? 1 : 0;
  },
};
