import { letters, overlap } from '../words.ts';
import { labelledMeta, metaText, type PageEvidence } from './evidence.ts';
import { brandBeside, type PrintedFacts } from './facts.ts';

/** The brand, from the surest source that has one: data, meta tags, what is printed, the names, scripts, the site itself. */
export function ownBrand(
  page: PageEvidence,
  known: { declared: string | undefined; facts: PrintedFacts; name: string; names: readonly string[]; embedded: () => string | undefined },
): string | undefined {
  return (
    declaredBrand(page, known.declared, known.facts) ??
    metaText(page, ['product:brand', 'og:brand', 'brand']) ??
    labelledMeta(page, /^(?:brand|marke|marque|marca|merk|ブランド|品牌)$/i) ??
    known.facts.brand ??
    (page.heading && brandBeside(page.survey, page.heading.order)) ??
    brandBefore(known.name, known.names) ??
    known.embedded() ??
    siteBrand(page, known.name)
  );
}

/** The declared brand, unless it is only (a piece of) the site's own name and the page prints another. */
function declaredBrand({ siteNames }: PageEvidence, brand: string | undefined, facts: PrintedFacts): string | undefined {
  const isSite = brand !== undefined && facts.brand !== undefined && siteNames.some((site) => overlap(site, brand) === 1);
  return isSite ? facts.brand : brand;
}

/** Heading and title that put the same one to three words before the declared name put the brand there. */
function brandBefore(name: string, names: readonly string[]): string | undefined {
  const before = names
    .filter((one) => one.length > name.length && one.endsWith(name))
    .map((one) =>
      one
        .slice(0, -name.length)
        .replace(/[\s–-]+$/, '')
        .trim(),
    );
  return before.find((brand) => brand.split(' ').length <= 3 && brand.length >= 2 && before.filter((one) => one === brand).length >= 2);
}

/** The site is the brand where its products bear its name, or its title says so: "Official Store", "by" the site, a registered mark. */
function siteBrand({ survey, siteNames }: PageEvidence, product: string): string | undefined {
  const isSite = (name: string) => letters(name).length > 1 && siteNames.some((site) => letters(site) === letters(name));
  const borne = [1, 2, 3].map((count) => product.split(' ').slice(0, count).join(' ')).find(isSite);
  if (borne) return borne;
  const parts = survey.title.split(/\s*[|｜–—]\s*|\s-\s/).slice(1);
  const named = parts.map(
    (part) =>
      /^by\s+(\S.{1,30})$/i.exec(part)?.[1] ?? /^(\S.{0,30}?\S)[®™]?\s+official\b/i.exec(part)?.[1] ?? /^(\S.{1,30})[®™]$/.exec(part)?.[1],
  );
  const name = named.find((one) => one !== undefined && siteNames.some((site) => isSite(one) || overlap(site, one) === 1));
  return name?.replace(/[®™]$/, '');
}
