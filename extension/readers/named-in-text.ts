import type { PageProduct } from '#shared/page.ts';

/** Words that begin like names at the start of a sentence, or stand before one. */
const NO_MAKER =
  /^(?:the|this|that|these|a|an|my|your|our|his|her|their|its|new|all|latest|original|old|next|best|real|first|and|but|or|so|if|is|in|on|at|of|for|from|with|to|by|why|how|what|when|get|buy|try|check|use|meet|watch|like|i|we|it|part|episode|season|chapter|level|day|week|top|vs|das|der|die|den|dem|ein|eine|le|la|les|el|los|las|un|una|o|os)$/i;
const NAME = /\p{Lu}[\p{L}\d'’+.-]*/u;
/** A model carries a digit among letters or behind a name (`WH-1000XM5`, `Pixel 9`), or is one capital (`Find X`). */
const MODEL = /^(?:\p{Lu}|(?=.*\d)[\p{L}\d][\p{L}\d.+-]{0,15})$/u;

/**
 * The product that the author's own words name both with its maker and without ("the Oppo Find X ... the Find X"), as only people write
 * of one thing. Looks at the opening, before links and lists; says nothing rather than guess.
 */
export function namedInText(text: string): PageProduct | undefined {
  const opening = text.slice(0, 4000).split(/https?:\/\/|[_=*-]{5,}/, 1)[0] ?? '';
  const words =
    opening
      .slice(0, 2000)
      .match(/[\p{L}\d][\p{L}\d'’+.-]*|[^\s\p{L}\d]+/gu)
      ?.map((word) => word.replace(/(?:['’]s|[.'’-]+)$/u, '')) ?? [];
  const found = new Map<string, { product: PageProduct; times: number }>();
  for (let at = 1; at < words.length; at += 1)
    for (let length = 1; length <= 4; length += 1) {
      const line = words.slice(at, at + length);
      const maker = words[at - 1] ?? '';
      if (!isLine(line) || !NAME.test(maker[0] ?? '') || NO_MAKER.test(maker)) continue;
      const name = `${maker} ${line.join(' ')}`;
      const times = (found.get(name)?.times ?? 0) + 1;
      found.set(name, { product: { name, brand: maker }, times });
    }
  const known = [...found.values()].filter(({ product, times }) => times > 1 && standsAlone(words, product));
  known.sort((one, other) => other.times - one.times || other.product.name.length - one.product.name.length);
  return known[0]?.product;
}

/** Capitalised words of which the last is a model; not a bare number. */
function isLine(line: readonly string[]): boolean {
  const last = line.at(-1) ?? '';
  return (
    MODEL.test(last) &&
    !/^[IA]$/.test(last) &&
    line.slice(0, -1).every((word) => /^\p{Lu}|^\p{Ll}\p{Lu}/u.test(word)) &&
    !/^[\d.]+$/.test(line[0] ?? '')
  );
}

/** Whether the rest of the name is also written behind a small word or at a sentence's start, without the maker. */
function standsAlone(words: readonly string[], { name, brand }: PageProduct): boolean {
  const rest = name.slice((brand?.length ?? 0) + 1).split(' ');
  return words.some(
    (_, at) =>
      rest.every((word, step) => words[at + step] === word) && (NO_MAKER.test(words[at - 1] ?? '') || /^\p{Ll}/u.test(words[at - 1] ?? '')),
  );
}
