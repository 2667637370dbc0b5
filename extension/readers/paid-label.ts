import { allOf, type Within } from './elements.ts';
import { shortText } from './short-text.ts';

/** What platforms print on content that somebody paid for, as a label of its own, in their languages. */
const LABEL =
  /^(?:(?:sponsored|promoted|promotional content|commission paid|creator earns commission|gesponsert|werbe-?inhalte?|anzeige|werbung|publicidad|patrocinad[oa]|promocionad[oa]|contenido promocional|conteúdo promocional|sponsorisée?|contenu promotionnel|contenu sponsorisé|sponsorizzat[oa]|contenuto promozionale|gesponsord|sponsorowane|реклама|广告|廣告|赞助内容|贊助內容|推广内容|推廣內容|広告|プロモーション|광고|홍보 콘텐츠)$|paid partnership|paid promotion|bezahlte (?:werbe)?partnerschaft|colaboración (?:pagada|remunerada)|partenariat rémunéré|parceria paga|partnership (?:retribuita|pubblicizzata|a pagamento)|betaald partnerschap|płatn[ae] (?:współpraca|partnerstwo)|платное партн[её]рство|付费合作|付費合作|有償パートナーシップ|タイアップ投稿|유료 파트너십|kemitraan berbayar|ücretli (?:ortaklık|iş birliği))/i;

/** Whether a platform's own label inside an element says that the content is paid for. */
export function hasPaidLabel(within: Within): boolean {
  return allOf(within, 'a, p, span, strong, h2', 200).some((element) => isPaidLabel(shortText(element)));
}

export function isPaidLabel(text: string): boolean {
  return text.length <= 80 && LABEL.test(text.trim());
}
