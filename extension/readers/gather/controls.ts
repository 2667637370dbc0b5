import { readerLimits as limits } from '../limits.ts';
import type { PageElement } from '../reader.ts';
import { region } from '../region.ts';
import { shortText } from '../short-text.ts';
import { clip, fold } from '../words.ts';
import type { PageLink } from './gathered.ts';

const BUYING =
  /add[-_ ]?(?:item[-_ ]?)?to[-_ ]?(?:shopping[-_ ]?)?(?:cart|bag|basket|trolley)|add2cart|addcart|cart[-_ ]?add|buy[-_ ]?(?:now|button|box|it)|buybox|(?:^|[\s_-])btn-?(?:buy|cart)|basket[-_ ]?add|addtobasket|product-?form__submit|in-den-warenkorb|ajout(?:er)?[-_ ]?(?:au[-_ ]?)?panier|warenkorb-?button|purchase-?button|kup(?:ic|it)?-?button/i;

const BUYING_TEXT =
  /^(?:\+ ?)?(?:(?:add|put) (?:to|in) (?:my |your |the )?(?:cart|bag|basket|trolley)|buy (?:it )?now|in den (?:waren|einkaufs)korb|jetzt kaufen|ajouter au panier|acheter|añadir (?:al carrito|a la cesta)|agregar al carrito|comprar(?: agora| ahora)?|adicionar ao carrinho|aggiungi al carrello|acquista(?: ora)?|in (?:de )?winkelwagen|in winkelmand(?:je)?|lägg i (?:varukorgen|kundvagn(?:en)?)|læg i (?:kurv|indkøbskurv)|legg i handlekurv|lisää ostoskoriin|do koszyka|dodaj do koszyka|kup teraz|do košíka|do košíku|vložit do košíku|kosárba(?: teszem)?|adaug[aă] [iî]n co[sș]|в корзину|добавить в корзину|купить|купити|до кошика|sepete ekle|أضف إلى (?:الحقيبة|السلة|العربة)|カートに入れる|カートに追加|買い物かごに入れる|今すぐ購入|加入購物車|加入购物车|立即購買|立即购买|放入購物車|장바구니(?: 담기)?|바로 ?구매|구매하기|lisa (?:ostu)?korvi|ielikt grozā|pievienot grozam|į krepšelį)!?$/i;
const NAMES = ['id', 'class', 'name', 'value', 'aria-label', 'title', 'data-action', 'data-test', 'data-testid', 'action'];
const CONTROLS = new Set(['button', 'input', 'a', 'form']);

/** Whether an element's names make it a control that puts the page's thing into a cart. */
export function buysBy(element: PageElement, tag: string): boolean {
  const names = CONTROLS.has(tag) ? NAMES : tag === 'div' ? NAMES.slice(0, 2) : [];
  return names.some((name) => BUYING.test((element.getAttribute(name) ?? '').slice(0, limits.namesLength)));
}

/** Whether a line is what such a control says. */
export const saysBuy = (text: string): boolean => text.length <= 32 && BUYING_TEXT.test(text);

/** Paths under which shops keep their brands. */
export const BRAND_PATH =
  /\/(?:brands?|designers?|marken?|marques?|marcas?|hersteller|manufacturers?|producent|znacka|merken)[/=-]|[?&](?:brand|manufacturer)=/i;

/** A link that leads out of the site, or names an author or a brand; the site's links to itself are no evidence of anything. */
export function linkOf(element: PageElement, page: URL, bits: number): Pick<PageLink, 'href' | 'rel' | 'text' | 'title'> | undefined {
  const href = element.getAttribute('href');
  if (!href || href.length > limits.addressLength) return undefined;
  const rel = (element.getAttribute('rel') ?? '').slice(0, limits.shortTextLength);
  if (!/author|sponsored|nofollow/i.test(rel) && !(bits & region.byline) && !leadsOut(href, page) && !BRAND_PATH.test(href))
    return undefined;
  const text = clip(shortText(element), limits.linkTextLength);
  const title = text ? '' : clip(fold(element.getAttribute('title')), limits.linkTextLength);
  return { href, rel, text, ...(title ? { title } : {}) };
}

/** To another host, or through the site's own redirect to an address that it carries along. */
function leadsOut(href: string, page: URL): boolean {
  if (/.(?:https?(?::|%3a|%253a))/i.test(href)) return true;
  const [, host] = /^\s*(?:https?:)?\/\/([^/?#]*)/i.exec(href) ?? [];
  return host !== undefined && host.toLowerCase() !== page.host;
}
