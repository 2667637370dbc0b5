import { region } from './region.ts';
import type { PageSurvey } from './survey.ts';

/** Sentences that tell of advertising or of affiliate links, in the languages of the pages we read. */
const SENTENCES = [
  /affiliate (?:link|partner|commission|program|disclosure|relationship)|affiliated links|(?:contains?|includes?|using|are|some) affiliate/i,
  /(?:earn|receive|get|make|paid|collect)s? (?:an? |us )?(?:small |little |some )?(?:affiliate |referral |sales? |portion of |share of )?(?:commission|revenue from (?:the )?(?:links|purchases|sales|products))/i,
  /commission (?:from|on|if|when|for) (?:the |any |your |qualifying |these )?(?:links?|purchases?|sales?|products?|you|items?)/i,
  /(?:as an )?amazon associate|amazon services llc|income earning auto affiliate|associates program/i,
  /(?:this|today'?s) (?:is a |post is |post was |article is |video is |article was |review is )?(?:a )?(?:sponsored|paid (?:post|partnership|promotion|advertis)|brought to you by|in (?:paid )?partnership with|in collaboration with)/i,
  /sponsored (?:by(?= \S)|post|content|partner|conversation|article|video)|paid (?:partnership|promotion|advertisement|sponsorship|collaboration)|(?:was|been|were|am|is|being) compensated|compensation (?:from|was|for) |(?:sent|provided|gifted)(?: to)? me (?:this|these|the|a|with)|\bpr (?:sample|package|gift)|received (?:this|these|the) (?:product|item|sample)s? (?:for free|free|complimentary)|free (?:product|sample)s? (?:from|in exchange)|\bad: (?:contains|this)/i,
  /(?:^|[\s|：，、。！；（(])#\s?(?:ad|ads|sponsored|spon|advert|advertisement|affiliate|werbung|anzeige|pub|publicidad|publi|adv|reklam|gifted|prsample|paidpartnership|広告|pr|タイアップ|广告|廣告|광고|협찬)(?=\s|$|[.,!)#，。、！）])/i,
  /affiliate-?links?|affiliate-?partner|provision(?:en)?\b.{0,60}(?:link|kauf|bestell|verkauf|erhalt|shop|partner)|(?:link|kauf|bestell|shop|partner|erhalt).{0,80}\bprovision|partnerlinks?|werbelinks?|(?:enthält|enthaelt|beinhaltet|kann) (?:\w+ ){0,3}werbung|(?:unbezahlte|bezahlte|unbeauftragte) werbung|werbung (?:wegen|durch|da|mit|für|unbezahlt|\/|\||-|–|,)|in (?:bezahlter |freundlicher )?(?:kooperation|zusammenarbeit) mit|pr-?sample|kooperation mit|gesponsert(?:er|e)? (?:beitrag|artikel|post|von)|bezahlte (?:partnerschaft|kooperation|anzeige)/i,
  /liens? (?:d.)?affili|lien sponsoris|partenariat (?:rémunéré|avec)|article sponsoris|collaboration commerciale|contenu sponsoris|touch(?:er|ons) une (?:petite )?commission|percevoir une commission/i,
  /enlaces? (?:de )?afiliad|colaboración pagada|contenido patrocinado|artículo patrocinado|patrocinado por|recib(?:ir|imos) una (?:pequeña )?comisión|llevarnos una comisión|links? de afiliad|receb(?:er|emos|o) (?:uma )?(?:pequena )?comiss(?:ão|ões)|ganh(?:ar|amos|o) (?:uma )?(?:pequena )?comiss(?:ão|ões)|conteúdo patrocinado|parceria paga|publipost|link (?:di )?affiliazione|link affiliat|contenuto sponsorizzato|ricev(?:ere|iamo) una (?:piccola )?commissione|#?adv\b.{0,20}sponsor|gesponsord|affiliate link|linki afiliacyjne|artykuł sponsorowany|reklamlänk|annonslänk|i samarbete med|innehåller (?:annons|reklam)|i betalt samarbeid|reklame for|партн[её]рск(?:ая|ие) ссылк|на правах рекламы|^реклама[.:,\s].{0,120}\berid\b|\berid[:=]\s?[\w]{6,}/i,
  /アフィリエイト(?:リンク|プログラム|広告|・)|アソシエイト(?:・)?プログラム|(?:収益|報酬|売上の一部|成果報酬).{0,25}(?:得|受け取|還元)|(?:広告|プロモーション|PR)(?:を|が)含(?:み|む|まれ)|本(?:記事|ページ|サイト)は?(?:広告|プロモーション|PR)|提供[：:]|タイアップ(?:記事|広告)/,
  /(?:本文|本篇|此文|内容|文章|影片|視頻|视频)(?:为|為|含有?|包含|是)?.{0,6}(?:广告|廣告|推广|業配|业配|赞助|贊助)|(?:联盟|聯盟|返利|分销|分潤)(?:链接|連結|鏈接)|佣金|利益相关|(?:合作|商业)推广|广告合作|제휴 ?(?:링크|마케팅)|수수료를 (?:제공|지급)|파트너스 활동|협찬(?:을)? ?받|유료 광고|원고료/,
];

/** Words that disclose when they stand alone as a label; said elsewhere they may be about anything. */
const LABEL =
  /^[[({*\s–-]*(?:advertorial|sponsored(?: post| content| article)?|paid post|paid partnership|promoted|partner content|gesponsert|werbung|anzeige|publireportage|publi-?rédactionnel|contenu sponsorisé|patrocinado|publirreportaje|sponsorizzato|sponsrad|annonsörsinnehåll|annonse|広告|pr|プロモーション|广告|廣告|推广|광고|협찬|ad|publicité|publicidad)[\])}*\s:|–-]*$/i;
const BRACKETED = /[[(（【]\s?(?:werbung|anzeige|ad|pr|広告|廣告|广告|sponsored|광고|협찬|プロモーション)\s?[\])）】]/i;
const OPENING = /^(?:werbung|anzeige|advertorial|sponsored|sponsored post|ad)\s?(?:[/|–:-]|\bin\b|\bmit\b)/i;

/** About such wording, not an instance of it. */
const ABOUT =
  /(?:no|not|without|never|keine|ohne|kein|nicht|sans|sin|does not|do not|don't|doesn't) (?:\w+ ){0,4}(?:sponsor|affiliate|commission|werbung|anzeige|provision|compensat)/i;

/** Whether the page's own content says that it advertises; what only the site's frame says does not count. */
export function disclosureOf({ blocks }: PageSurvey, headingOrder: number | undefined): boolean {
  return blocks.some((block) => {
    const { text, order } = block;
    if (text.length < FULL_SENTENCE && block.region & (region.other | region.hidden)) return false;
    const isNear = headingOrder !== undefined && Math.abs(order - headingOrder) <= 40;
    if (block.region & region.footer || (block.region & region.firmFrame && !(isNear && text.length >= FULL_SENTENCE))) return false;
    if (disclosesIn(text)) return true;
    if (block.region & region.heading && BRACKETED.test(text)) return true;
    const isTop = headingOrder !== undefined && Math.abs(order - headingOrder) <= 12;
    return (
      isTop && !(block.region & (region.frame | region.other)) && (LABEL.test(text) || OPENING.test(text) || text.search(BRACKETED) === 0)
    );
  });
}

const FULL_SENTENCE = 50;

/** Whether running text (a description, a caption, a paragraph) discloses advertising. */
export function disclosesIn(text: string): boolean {
  return SENTENCES.some((sentence) => sentence.test(text)) && !ABOUT.test(text);
}

/** Whether a post does, by its title or its text in lines. A label alone counts where it opens or ends the text, or is set off in the title. */
export function postDiscloses(title: string, text: string): boolean {
  const lines = text.slice(0, 20_000).split('\n', 600);
  const words = lines.map((line) => line.trim()).filter(Boolean);
  const mark = BRACKETED.exec(title)?.[0] ?? '';
  // In Latin brackets these two letters are rather somebody's best time.
  const isMarked = mark !== '' && (mark[0] === '【' || !/pr/i.test(mark));
  const isLabelled = (line: string) =>
    (words.length > 1 && LABEL.test(line)) || (OPENING.test(line) && !/^ad-/i.test(line)) || line.search(BRACKETED) === 0;
  const opens = words.slice(0, 2).some((line, at) => line.length <= 200 && (isLabelled(line) || (at === 0 && POST_OPENING.test(line))));
  const ends = words.length > 1 && LABEL.test(words.at(-1) ?? '');
  return isMarked || opens || ends || [title, ...lines].some(disclosesIn);
}

/** A label and a mark behind it, as posts open with one. */
const POST_OPENING =
  /^[*_~-]{0,2}\s?(?:(?:werbung|anzeige|reklame|reklam|publicidad|publicité|pubblicità|publi|advertorial|sponsored|#?adv|ad)\s?[|/:*•–—]|(?:unbezahlte )?werbung[,\s*]*(?:weil|da|wegen|unbezahlt|selbst)\b|(?:広告|pr|プロモーション)\s?[|｜/／:：])/i;
