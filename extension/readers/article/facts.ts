import { BRAND_PATH } from '../gather/controls.ts';
import type { TextBlock } from '../gather/gathered.ts';
import { region } from '../region.ts';
import type { PageSurvey } from '../survey.ts';
import { fold } from '../words.ts';
import { gtinOf } from './identifiers.ts';

/** What a product page prints as "label: value". */
export interface PrintedFacts {
  sku?: string;
  mpn?: string;
  gtin?: string;
  brand?: string;
}

const NUMBER_WORD = '(?:no|nr|n[º°o]|num(?:ber|mer|ero|éro)?|code|kode|id|#)\\.?';
const SKU = new RegExp(
  `^(?:sku(?: ${NUMBER_WORD})?|(?:item|product|article|style|catalog(?:ue)?|web|stock|order|listing|post|deal|goods)[ -]?${NUMBER_WORD}|item|product|style|art(?:ikel|icle|icolo|ículo|igo)?\\.?[- ]?(?:nr|no|n[º°]|č|nummer|number)\\.?|art(?:ikel|icle)?|bestell[- ]?(?:nr|nummer)\\.?|(?:produkt|vare|tuote|toote)(?:nummer|kode|nro|kood|-?nr)|cod(?:ice|igo|\\.)?(?: (?:produs|articolo|prodotto|del? (?:producto|produto|articulo|artículo)|art\\.?))?|código(?: del? (?:producto|produto))?|r[eé]f(?:\\.|[eé]rence|erencia|erência)?(?: produit| article)?|n[or]\\.? ref\\.?|numer (?:referencyjny|katalogowy|produktu)|indeks|k[oó]d(?: (?:produktu|produkta|tovaru|zboží))?|produkta kods|katalógové číslo|objednacie číslo|арт(?:икул)?\\.?|код(?: товара)?|商品番号|商品コード|品番|商品編號|商品编号|貨號|货号|상품번호|상품코드|asin|tcin|dpci)$`,
  'i',
);
const MPN = new RegExp(
  `^(?:mpn|(?:item |product )?model(?: ?${NUMBER_WORD}| name/number| number)?|model name|(?:manufacturer|mfr|mfg|vendor|brand)(?:'?s)?\\.? ?(?:part|model|item|product|sku)?\\.? ?${NUMBER_WORD}|mfr\\.?#?|part[ -]?${NUMBER_WORD}|p/n|hersteller(?:-?nr\\.?|nummer|artikelnummer|-?art\\.?-?nr\\.?)|modell(?:nummer|-?nr\\.?)?|modello|modelo|modèle|r[eé]f(?:\\.|érence)? (?:fabricant|constructeur)|codice produttore|cod producator|kod producenta|ražotāja kods|produktové číslo|part ?no|модель|код производителя|型番|型號|型号|メーカー型番|모델명)$`,
  'i',
);
const GTIN =
  /^(?:ean(?:[- ]?(?:code|nr\.?|13|kood|kód))?|gtin(?:-?\d+)?|upc(?: code)?|isbn(?:-?1[03])?|bar ?code|strichcode|codice ean|kod ean|jan(?:コード)?|штрих-?код)$/i;
const BRAND =
  /^(?:brand(?: name)?|marke|marque|marca|merk|märke|mærke|merke|merkki|značka|znacka|marka|márka|zīmols|kaubamärk|hersteller|manufacturer|maker|make(?:\/manufacturer)?|výrobca|výrobce|producent|producator|producător|gyártó|ražotājs|fabricant|fabricante|produttore|бренд|производитель|торговая марка|ブランド|メーカー|品牌|廠牌|브랜드|제조사|الماركة|العلامة التجارية)$/i;

const LABEL_LENGTH = 40;

/** Reads printed facts from the product's part of the page, which begins shortly before its heading. */
export function printedFacts({ blocks }: PageSurvey, headingOrder: number): PrintedFacts {
  const facts: PrintedFacts = {};
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block || block.order < headingOrder - 25 || block.region & (region.other | region.firmFrame)) continue;
    if (block.text.length > 160) continue;
    const parts = block.text.split(NEXT_LABEL);
    if (parts.length > 1)
      for (const text of parts) {
        const [label, value] = labelled({ ...block, text }, undefined);
        if (label && value) takeFact(facts, label, value);
      }
    const [label, value] = labelled(block, blocks[at + 1]);
    if (label && value) takeFact(facts, label, value);
  }
  return facts;
}

/** Where one line prints several: "SKU: FK-17 Brand: Fernholm". */
const NEXT_LABEL = /[\s|/·•,;]+(?=\p{L}[\p{L}. -]{1,24}[:：]\s?\S)/u;

/** "Label: value", "Label #value", "Label 12345", or a label alone with its value in the next block. */
function labelled(block: TextBlock, next: TextBlock | undefined): [string, string] | [] {
  const text = block.text.replace(/^[(（〈【[<]\s*|\s*[)）〉】\]>]$/g, '');
  const split = /^(.{2,40}?)(?:\s?[:：]|\s?#(?=\s?\d)|\s-(?=\s))\s*(\S.*)$/.exec(text);
  if (split) return [fold(split[1]), fold(split[2])];
  const code = /^(\D{2,40}?)[\s#]+([\w./-]*\d[\w./-]*)$/.exec(text);
  if (code) return [fold(code[1]), fold(code[2])];
  if (text.length <= LABEL_LENGTH && next && next.text.length <= 80 && next.order - block.order <= 3)
    return [text.replace(/\s?[:：#]$/, ''), next.text];
  return [];
}

const NO_BRAND =
  /^(?:(?:shop|view|see|more|all|by|about|visit|brands?|designers?|marken?|hersteller)\b.*|.*[!?:：].*|.*\b(?:brands|marken|store|shop)\b.*|[\d\W]*)$/i;

/** A brand that stands alone beside the heading: in an element named so, or as a link into a list of brands. */
export function brandBeside({ blocks, links }: PageSurvey, headingOrder: number): string | undefined {
  const isNear = (order: number) => Math.abs(order - headingOrder) <= 12;
  const isBrand = (text: string) => text.length >= 2 && text.length <= 40 && !NO_BRAND.test(text);
  const named = blocks.find(
    (block) =>
      block.region & region.brand && isNear(block.order) && !(block.region & (region.other | region.firmFrame)) && isBrand(block.text),
  );
  if (named) return named.text;
  const link = links.find((one) => isNear(one.order) && !(one.region & region.other) && BRAND_PATH.test(one.href) && isBrand(one.text));
  return link?.text;
}

/** Keeps what a label names, where it is one that we know and the value can be it. */
export function takeFact(facts: PrintedFacts, label: string, value: string): void {
  if (label.length > LABEL_LENGTH) return;
  const [code = ''] = /^[\w./-]+(?: [\w./-]+)?/.exec(value) ?? [];
  const first = code.split(' ')[0] ?? '';
  if (SKU.test(label)) {
    if (/\d/.test(first) && first.length >= 3 && first.length <= 30) facts.sku ??= first.replace(/[.]$/, '');
  } else if (MPN.test(label)) {
    if (value.length <= 40 && /[\dA-Z]/.test(value)) facts.mpn ??= value;
  } else if (GTIN.test(label)) {
    const gtin = gtinOf(/[\dXx][\dXx\s-]{6,18}/.exec(value)?.[0] ?? '', true);
    if (gtin) facts.gtin ??= gtin;
  } else if (
    BRAND.test(label) &&
    value.length <= 50 &&
    /\p{L}/u.test(value) &&
    !/[:：]$|^(?:unbranded|no brand|does not apply|n\/a|other)$/i.test(value)
  )
    facts.brand ??= value.replace(/[.,;]$/, '');
}
