import type { PageSnapshot } from '#shared/page.ts';
import type { ContentForm } from '#shared/platforms.ts';

/**
 * What content is, where its own words say so: those of the title first, then hashtags and set phrases in the opening of its text.
 * Most telling form first, so that "haul vlog" is a haul and "best deals" are deals. Patterns are held against folded text: lower
 * case, Latin letters without accents.
 */
export function formOf(title: string | undefined, text?: string): ContentForm | undefined {
  const heading = folded((title ?? '').slice(0, TITLE_LENGTH));
  const named = FORMS.find(([, { words, not }]) => words.test(heading) && !not?.test(heading));
  if (named) return named[0];
  if (isCompared(heading)) return 'comparison';
  const opening = folded((text ?? '').slice(0, OPENING_LENGTH));
  return tagged(opening) ?? FORMS.find(([, { opening: phrase }]) => phrase.test(opening))?.[0];
}

/** A snapshot with its form, where its words tell one. The words to know forms by are too heavy for the scripts of pages. */
export function withForm(snapshot: PageSnapshot): PageSnapshot {
  const form = snapshot.form ?? (/^(?:profile|page|product)$/.test(snapshot.kind) ? undefined : formOf(snapshot.title, snapshot.text));
  return form ? { ...snapshot, form } : snapshot;
}

const TITLE_LENGTH = 300;
const OPENING_LENGTH = 600;

interface Wording {
  words: RegExp;
  /** With these in the title, its words mean something else. */
  not?: RegExp;
  /** Sentences that only the form itself begins with. */
  opening: RegExp;
}

/** Whole words of scripts that have spaces; `loose` anywhere. */
function anyOf(words: string, loose = ''): RegExp {
  const whole = `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`;
  return new RegExp(loose ? `${whole}|${loose}` : whole, 'u');
}

const FORMS: readonly [ContentForm, Wording][] = [
  [
    'unboxing',
    {
      words: anyOf(
        'unbox(?:ing|ed)|ausgepackt|deballage|desempaquetad[oa]|desembalaje|desencaixotando|abrindo a caixa|распаковка|анбоксинг',
        '开箱|開箱|開封(?:レビュー|の儀|してみ)|언박싱|개봉기',
      ),
      opening: anyOf('(?:we |i )(?:just |finally )?unboxed|распаковываю', '今天(?:来|來)?(?:开箱|開箱)|開封していき'),
    },
  ],
  [
    'haul',
    {
      words: anyOf(
        'hauls?(?=$| ?[^\\p{L}\\s]| (?:vlog|video|try|from|with|part|mit|aus|von|de|und|and|ft)(?: |$|\\W))|(?:try-?on|clothing|fashion|shein|temu|grocery|book|beauty|makeup|sephora|ikea|amazon|primark|zara|target|thrift|baby|shopping|drogerie|einkaufs)[- ]?hauls?|(?:was ich|was wir) gekauft (?:habe|haben)|mes achats|mis compras|minhas compras|i miei acquisti|мои покупки|хаул|шоппинг-?влог',
        '购物分享|購物分享|战利品|戰利品|购入清单|購入品|爆買い|하울|득템',
      ),
      not: anyOf(
        '(?:long|short|medium|line|mid)[- ]?hauls?|medal hauls?|hauls? (?:of (?:fish|drugs|cocaine|medals)|truck\\w*|road|fees?)|(?:points?|drug|cocaine|wicket|goal) hauls?',
      ),
      opening: anyOf('(?:welcome to|in|here is|this is) (?:my|this|another) (?:\\w+ )?haul'),
    },
  ],
  [
    'recipe',
    {
      words: anyOf(
        'recipes?|rezepte?|recettes?|recetas?|ricett[ae]|receitas?|рецепты?',
        'レシピ|食谱|食譜|菜谱|的做法|레시피|만드는 ?법|만들기 ?레시피',
      ),
      not: anyOf(
        'recipes? (?:for|of) (?:disaster|success|failure|chaos|happiness)|rezept(?:e)? (?:gegen|fur (?:den )?(?:erfolg|frieden))|recettes (?:fiscales|publiques|de l.etat)|receitas? (?:federal|liquida|bruta|corrente|publica)|receta (?:medica|electronica)|ricetta (?:medica|elettronica)|(?:по|без) рецепт[ауы]|e-rezept|recettes? du succes|recetas? (?:contra|para el exito)',
      ),
      opening: anyOf(
        '(?:this|today.s|my|our|an?) (?:[\\w-]+ ){0,4}recipe (?:is|makes|uses|comes)|prep(?:aration)? time|zubereitungszeit|fur (?:\\d|zwei|vier) personen',
        '材料[（(：:]|사전 재료',
      ),
    },
  ],
  [
    'vlog',
    {
      words: anyOf(
        'vlog(?:mas|s)?|day in (?:my|the) life|week in my life|what i eat in a day|get ready with me|grwm|ein tag in meinem leben|(?:mein|unser) wochenend-?vlog|une journee (?:avec|dans la vie)|un dia (?:en mi vida|conmigo)|una giornata con me|um dia na minha vida|влог',
        '브이로그|ブイログ|日常ブログ|我的一天|日常记录|モーニングルーティン|ナイトルーティン',
      ),
      opening: anyOf('(?:welcome (?:back )?to|in) (?:my|today.s|this) (?:\\w+ )?vlog'),
    },
  ],
  [
    'trial',
    {
      words: anyOf(
        [
          '(?:i|we) (?:tried|tested|used|wore|slept on|lived with) .{2,80} (?:every day|for (?:an?|one|two|three|four|five|six|\\d+) (?:whole |full )?(?:days?|weeks?|months?|years?))',
          '(?:\\d+|one|two|three|six|twelve|an?) (?:days?|weeks?|months?|years?) (?:with (?:the|my|this)|of (?:using|testing|wearing))|(?:\\d+|one|two|three|six) (?:weeks?|months?) later',
          'after (?:\\d+|one|two|three|six|an?) (?:days?|weeks?|months?|years?) (?:with|of (?:use|using|testing|wear\\w*|daily))',
          'long[- ]?term (?:review|test)|langzeit-?test|dauertest|selbstversuch|(?:im )?selbsttest',
          'nach (?:\\d+|ein(?:em|er)|zwei|drei|sechs) (?:tagen?|wochen?|monat(?:en)?|jahr(?:en)?) (?:mit|nutzung|im (?:einsatz|test))',
          'j.ai (?:teste|essaye|utilise) .{2,80} pendant|apres (?:\\d+|un|une|deux|trois|six) (?:jours?|semaines?|mois|ans?) (?:d.utilisation|avec)',
          '(?:probe|use|he probado|tras probar) .{2,80} durante|tras (?:\\d+|un|una|dos|tres|seis) (?:dias?|semanas?|mes(?:es)?|anos?) (?:con|de uso)',
          'ho (?:provato|usato|testato) .{2,80} per (?:\\d+|un|una|due|tre|sei) (?:giorni|settiman[ae]|mes[ei]|anno)|dopo (?:\\d+|un|una|due|tre|sei) (?:giorni|settiman[ae]|mes[ei]|ann[oi]) (?:con|di uso|di utilizzo)',
          '(?:testei|usei) .{2,80} por (?:\\d+|um|uma|dois|duas|tres|seis) (?:dias?|semanas?|mes(?:es)?|anos?)|depois de (?:\\d+|um|uma|dois|tres|seis) (?:dias?|semanas?|mes(?:es)?|anos?) (?:com|de uso)',
          '(?:я )?(?:попробовал|протестировал|пользовал)(?:а|ась|ся)? .{2,80}(?:дн(?:я|ей)|недел[июь]|месяц(?:а|ев)?|год)|(?:месяц|неделя|год|полгода) с ',
        ].join('|'),
        '[\\d一二两三四五六半]+ ?(?:天|周|週|个月|個月|年)(?:使用|体验|體驗|试用|試用|后|後|长测|長測)|(?:用了|试用|試用)[\\d一二两三四五六半]+ ?(?:天|周|週|个月|個月|年)|[\\d一二三四五六半]+ ?(?:日間?|週間|か月|ヶ月|カ月|年間?)(?:間)?(?:使って|使った|試して|試した|使用し)|(?:使|試し|着)てみた|써 ?봤|사용해 ?봤|(?:한 ?달|일주일|\\d+ ?(?:일|주|개월|년)) ?(?:사용|써본|체험)',
      ),
      opening: anyOf(
        '(?:i|we).ve been (?:using|testing|wearing|trying|living with) .{2,60} for (?:the (?:past|last) )?(?:about |over |almost |nearly )?(?:an?|\\d+|two|three|four|six|several|a few) (?:days?|weeks?|months?|years?)',
      ),
    },
  ],
  [
    'deal',
    {
      words: anyOf(
        [
          '(?:best|top|today.s|hot|daily|weekly|amazon|prime|early|tech|gaming|laptop|tv|phone|holiday|christmas|(?:black friday|cyber monday|prime day|singles.? day|labor day|memorial day)(?: \\d{4})?)(?: [\\w&-]+){0,3} deals?',
          'deal of the (?:day|week)|deals? (?:alert|roundup|round-up)|(?:\\d{1,2} ?(?:%|percent)|[$€£] ?\\d[\\d.,]*) off|save (?:up to )?(?:[$€£] ?\\d|\\d{1,2} ?%)[\\d.,]*|(?:promo|coupon|discount) codes?|lowest price|(?:black friday|cyber monday|clearance|flash|summer|winter) sales?',
          'schnappchen|(?:top|beste|wochen|tages|aktuelle|black[- ]friday)[- ]?(?:deals?|angebote?)|im angebot|rabatt-?(?:code|aktion)s?|gutschein-?codes?|sonderangebote?|\\d{1,2} ?(?:%|prozent) (?:rabatt|gunstiger|reduziert)',
          'bons? plans?|codes? promo|en promo(?:tion)?|soldes|ventes? flash|jusqu.a -? ?\\d{1,2} ?%',
          'chollos?|ofertas? (?:del dia|de amazon|flash|de la semana)|mejores ofertas|codigo (?:de )?descuento|cupon(?:es)?|\\d{1,2} ?% (?:de )?descuento|rebajas',
          'offert[ae] (?:del giorno|amazon|lampo)|migliori offerte|codic[ei] sconto|in offerta|\\d{1,2} ?% di sconto',
          'melhores ofertas|cupo(?:m|ns)(?: de desconto)?|\\d{1,2} ?% (?:de )?desconto|promocoes|ofertas? do dia',
          'скидк[аиу]|распродаж[аеи]|промокод(?:ы|ов)?',
        ].join('|'),
        '[\\d.]+ ?折(?![叠疊])|折扣|优惠(?:券|码|活动)|優惠(?:券|碼)|特价|特價|好价|薅羊毛|(?:タイム)?セール(?:情報|開催|中|まとめ)|[\\d]+ ?[%％] ?(?:オフ|off|引き)|割引(?:クーポン|コード)|お買い得|특가|할인 ?(?:정보|코드|쿠폰|행사)|쿠폰',
      ),
      not: anyOf(
        '(?:trade|peace|arms|nuclear|brexit|debt|ceasefire|hostage|plea|merger|transfer|sponsorship|book|record|tv rights) deals?',
      ),
      opening: anyOf(
        '(?:use|with) (?:my |the |our )?(?:promo |discount |coupon )?code [\\p{L}\\d]+ (?:for|to (?:get|save))|right now,? .{3,80} is (?:down to|on sale for|discounted to)',
      ),
    },
  ],
  [
    'comparison',
    {
      words: anyOf(
        [
          'compar(?:ed|ison|ing)|head[- ]to[- ]head|which (?:one )?(?:is better|should you (?:buy|get|choose))|side[- ]by[- ]side|difference between',
          '(?:im )?(?:preis-?|produkt-?)?vergleich(?:stest)?|verglichen|(?:was|welche[rs]?) ist besser',
          'comparatif|comparaison|compare[es]s?|comparativ[ao]s?|comparacion|comparamos|cual es mejor|confronto|a confronto|comparando|qual (?:e|o) melhor',
          'сравнение|сравниваем|сравнили|что лучше',
        ].join('|'),
        '对比|對比|横评|橫評|比较(?=[：:！!]|$)|哪个好|哪個好|比較(?:してみ|レビュー|検証|した)|を比較|徹底比較|どっちが|비교(?!적)',
      ),
      not: anyOf('incomparable|compared (?:to|with) (?:last|the previous|a year)|im vergleich zum (?:vorjahr|vormonat)'),
      opening: anyOf('in this comparison|in diesem vergleich|dans ce comparatif|en esta comparativa|in questo confronto|neste comparativo'),
    },
  ],
  [
    'guide',
    {
      words: anyOf(
        [
          '(?:gift|buyer.?s|buying|shopping|size|style|packing|stocking stuffer)(?:ing)? guides?|gift ideas|(?:ultimate|complete|definitive|beginner.?s) guide|guide to|what to buy|how to (?:choose|pick|buy)|stocking stuffers|must[- ]haves|(?:monthly|current|summer|winter|spring|autumn|fall|beauty|skincare|travel|amazon|kitchen) (?:favou?rites|essentials)',
          'best [^.!?:]{2,60}(?= (?:(?:of|in) )?\\(?20\\d\\d| to buy| you can buy|, (?:tested|reviewed|ranked|according))|top ?\\d{1,3}|\\d{1,3} (?:of the )?best',
          '(?<=^|[:|–—-] |^the |^our |^my )(?:very )?best (?:[^.!?:]{2,40} for|(?:[\\p{L}\\d+-]+ ){0,4}[\\p{L}]{2,}[^s\\P{L}]s)',
          'kaufberatung|kaufratgeber|ratgeber|geschenk(?:ideen|e fur|tipps)|(?:die )?(?:\\d{1,3} )?besten [\\p{L}\\d]+',
          'guide d.achat|idees? (?:de )?cadeaux?|(?:les )?(?:\\d{1,3} )?meilleure?s [\\p{L}\\d]+|comment choisir|notre selection',
          'guia de compra|ideas? (?:de|para) regalos?|(?:los|las) (?:\\d{1,3} )?mejores [\\p{L}\\d]+|como (?:elegir|escolher)|guias? de compras?|ideias de presentes?|(?:os|as) (?:\\d{1,3} )?melhores [\\p{L}\\d]+',
          'guida all.acquisto|idee regalo|(?:i|le) (?:\\d{1,3} )?miglior[ie] [\\p{L}\\d]+|come scegliere',
          'как выбрать|топ-?\\d{1,3}|лучши[ехй] [\\p{L}\\d]+|что подарить|гид по|идеи подарков|подборка',
        ].join('|'),
        '选购(?:指南|攻略)|選購(?:指南|攻略)|购买指南|怎么选|怎麼選|推荐清单|好物(?:推荐|分享|清单)|好物推薦|(?:年度)?爱用物|(?:おすすめ|オススメ)(?:の)?.{0,12}[\\d０-９]+ ?選|(?:おすすめ|オススメ|人気)ランキング|(?:の)?選び方|[\\d０-９]+ ?選(?:！|!|$|】|\\|)|추천 ?(?:템|제품|순위|리스트|\\d|top|베스트|$)|구매 ?가이드|고르는 ?(?:법|방법)|선물 ?추천',
      ),
      not: anyOf(
        'best (?:practices|wishes|man|friends?|actor|actress|picture|director|interests?|seller|selling|(?:i|you|we) (?:can|could)|of luck|game of|season|time to|way to|player)|tv guide|guide dog|besten (?:freund\\w*|dank|fall|wunsch\\w*)|meilleure?s (?:amis?|voeux|moments)|mejores (?:amigos?|momentos|goles)|miglior[ie] (?:amic[io]|momenti|gol)|melhores (?:amigos?|momentos)|лучшие (?:друзья|моменты)',
      ),
      opening: anyOf(
        'in this (?:buying |gift |shopping )?guide|we (?:tested|tried|compared) (?:more than |over |nearly )?\\d+ .{3,80}to find the best',
      ),
    },
  ],
  [
    'tutorial',
    {
      words: anyOf(
        [
          'how to [\\p{L}]+|how-to|tutorials?|step[- ]by[- ]step|diy|walkthrough|set-?up guide|for beginners',
          '(?:schritt[- ]fur[- ]schritt[- ]?)?anleitung(?:en)?|so (?:geht.?s|funktioniert.?s)|wie (?:man|du) [\\p{L}]+|selber ?(?:machen|bauen|nahen)',
          'tutos?|comment (?:faire|utiliser|installer|nettoyer|reparer|creer|bien|realiser|changer|appliquer|configurer|coudre|monter|tricoter|porter)|pas a pas',
          'como (?:hacer|usar|instalar|limpiar|configurar|arreglar|crear|montar|fazer|limpar|consertar|criar|aplicar)|paso a paso|passo a passo|come (?:fare|usare|installare|pulire|configurare|creare|applicare|montare|si fa)',
          'как (?:сделать|пользоваться|установить|настроить|почистить|собрать|сшить|связать|нарисовать|правильно)|мастер-класс|инструкция|пошаговая|урок(?:и)? (?:по|макияжа|вязания|рисования)',
        ].join('|'),
        '教程|手把手|新手(?:入门|入門)|教学|教學|如何(?!看待|评价|評價)|(?:の)?(?:やり方|使い方|作り方|始め方|つけ方|設定方法|入れ方|選択方法)|해보기|하는 ?(?:법|방법)|(?:사용|설치|설정|청소) ?(?:법|방법)|튜토리얼|따라 ?하기|강좌',
      ),
      not: anyOf('how to (?:watch|vote|survive|live stream)|tutorial (?:fee|college)'),
      opening: anyOf(
        'in this (?:video |post )?(?:tutorial|how-to|step[- ]by[- ]step)|in (?:dieser|dieser kurzen) anleitung|dans ce tuto(?:riel)?|en este tutorial|in questo tutorial|neste tutorial|в этом (?:уроке|мастер-классе)',
        '本(?:教程|教學)|这期教程',
      ),
    },
  ],
  [
    'review',
    {
      words: anyOf(
        [
          'reviews?|reviewed|hands[- ]on|first (?:impressions?|look|drive|ride)|(?:we|i|tried and) tested|road ?test|is it worth (?:it|the (?:money|hype|price))|worth (?:it|buying)',
          'im (?:kurz|praxis|langzeit|alltags|hands-on-|ersten |grossen |ausfuhrlichen )?-?test|test ?bericht|erfahrungs?bericht|erfahrungen mit|(?:produkt|buch)?rezension(?:en)?|ausprobiert|getestet|(?:der|das|die) .{2,60} im test|test:|testberichte?|praxistest',
          'test (?:du|de la|des|de l.|:)|test et avis|(?:mon |notre )?avis (?:sur|:|complet|client)|on a teste|j.ai teste|nous avons teste|prise en main|critique (?:du livre|de)',
          'resenas?|analisis y opinion(?:es)?|opiniones|(?:mi|nuestra) opinion|(?:lo )?probamos|hemos probado|ponemos a prueba|primeras impresiones|(?:lo|la) he probado',
          'recension[ei]|la (?:mia|nostra) (?:opinione|prova)|provat[oai]|prova su strada|abbiamo provato|opinioni',
          'resenhas?|analise e opiniao|(?:minha|nossa) opiniao|vale a pena|testamos|testei|primeiras impressoes',
          'обзор(?:ы)?|отзыв(?:ы)?|тест-драйв|протестировал[аи]?|стоит ли покупать|первый взгляд|мой опыт',
        ].join('|'),
        '评测|評測|测评|測評|上手(?:体验|體驗|玩)|试玩|试驾|試駕|使用(?:体验|體驗|感受|心得)|体验报告|值不值得?买|真实(?:评价|体验)|レビュー|口コミ|実機|使用感|徹底検証|インプレッション|試乗|리뷰|(?<!조선 ?)후기(?! ?인상)|사용기|솔직|체험기',
      ),
      not: anyOf(
        '(?:year|week|month|day|peer|code|annual|quarterly|performance|judicial|literature|systematic|spending|defen[cs]e|policy|safety|under|strategic|portfolio|financial|law|business) (?:in )?review(?:s|ed)?|peer[- ]reviewed|reviews? (?:board|journal|panel|process|of the (?:year|week|literature))|(?:covid|corona|blood|dna|drug|crash|stress|nuclear|missile|pregnancy|screen|driving|turing)[- ]?test(?:ed|s)?|tested (?:positive|negative)|getestet (?:positiv|negativ)|(?:positiv|negativ|auf corona) getestet|обзор (?:рынка|новостей|прессы|событий)|новостной обзор|отзыв (?:автомобил|лиценз|партии|товара)[\\p{L}]*',
      ),
      opening: anyOf(
        'in this (?:[\\w-]+ ){0,2}review|(?:my|our) (?:full|honest|first|quick|detailed) review|in diesem (?:test|testbericht)|wir haben .{3,60} getestet|dans ce test|en esta resena|in questa recensione|nesta (?:analise|resenha)|в этом обзоре|сегодня (?:у нас )?на обзоре',
        '(?:本期|今天|这期|這次).{0,8}(?:评测|測評|测评|評測)|レビュー(?:していき|します|をお届け)|리뷰(?:해 ?보|하겠|입니다)',
      ),
    },
  ],
  [
    'announcement',
    {
      words: anyOf(
        [
          '(?:announces|unveils|launches|introduces|debuts|reveals) (?:[\\p{L}\\d.&-]+ ){0,2}(?:all-new|new|next-gen\\w*|first)|unveils (?:its|the)|introducing(?: the| our)?|now available|available (?:now|for pre-?order)|coming soon|(?:is |are )?now (?:official|shipping)|pre-?orders? (?:open|now|start)|release date|product launch|launch(?:es|ing)? (?:today|tomorrow|next|on)',
          '(?:offiziell )?vorgestellt|stellt .{3,60} vor|(?:ab sofort|jetzt) (?:verfugbar|erhaltlich|vorbestellbar)|neu(?:heit)? im sortiment|kundigt .{3,60} an|marktstart|verkaufsstart',
          'devoile (?:son|sa|ses|le|la|les|un|une)|annonce (?:son|sa|ses) nouve[\\p{L}]*|disponible des|nouveaute:|date de sortie',
          'presenta (?:su|sus|el nuevo|la nueva|los nuevos)|lanza (?:su|sus|el nuevo|la nueva)|ya (?:esta )?disponible|fecha de lanzamiento|ya a la venta',
          '(?:svela|lancia|annuncia) (?:il|la|i|le) nuov[aoie]|ora disponibil[ei]|data di uscita',
          '(?:apresenta|lanca|anuncia) (?:(?:o|a|os|as) )?nov[ao]s?|ja disponivel|data de lancamento|chega ao brasil',
          'представил[аи]? (?:нов|свой|свою|перв)[\\p{L}]*|анонсировал[аи]?|анонс|выпустил[аи]? нов[\\p{L}]*|дата выхода|поступил[аи]? в продажу|старт продаж',
        ].join('|'),
        '正式(?:发布|發布|發表|推出|上市|亮相)|(?:全新|新品).{0,12}(?:发布|發布|發表|推出|上市|亮相)|新品(?:发布|預告|预告)|开售|開賣|预售|預購(?:開始|開跑)|を(?:発表|発売|リリース|公開)|新発売|新製品|発売(?:開始|決定|日)|先行予約|출시|(?:신제품|신형).{0,12}공개|사전 ?예약|발매',
      ),
      not: anyOf(
        '(?:president|minister|ministry|government|senator|police|court|parliament|campaign|coalition|governor|mayor|chancellor|attack|investigation|lawsuit|strike|ceasefire|resignation|results|earnings|layoffs|dividend|acquisition|(?:staats)?minister[\\p{L}]*|bundes[\\p{L}]+|regierung|prasident[\\p{L}]*|gobierno|ministr[oe]|gouvernement|governo|правительств[\\p{L}]*|министр[\\p{L}]*)',
        '总统|總統|政府|首相|法案|内閣|대통령|정부',
      ),
      opening: anyOf(
        '(?:we are|we.re|i am|i.m) (?:excited|thrilled|proud|happy|delighted|pleased) to (?:announce|introduce|launch|unveil|share the launch)|wir freuen uns,? .{0,40}(?:vorzustellen|anzukundigen)|nous sommes (?:ravis|heureux|fiers) (?:de vous (?:annoncer|presenter)|d.annoncer)|nos (?:complace|alegra) (?:anunciar|presentar)',
      ),
    },
  ],
];

/** "A vs B" of things, not of teams or parties: one side's word comes again, or a name has a model number. */
function isCompared(title: string): boolean {
  const [, one, other] = /^(.{2,120}?)\s+(?:vs\.?|versus|gegen|oder|contre|contra|contro|против)\s+(.{2,120})$/u.exec(title) ?? [];
  if (!one || !other || /\d\s?[-–:]\s?\d|live|score|highlights|odds|lineups?|preview/.test(title) || /\bv\.|court/.test(title))
    return false;
  const model = /\p{L}[\p{L}-]* ?\d{1,4}\b|\d+\p{L}/u;
  const words = new Set(one.split(' ').filter((word) => word.length > 2));
  return (model.test(one) && model.test(other)) || other.split(' ').some((word) => words.has(word));
}

/** A hashtag that names the form and nothing else. */
function tagged(opening: string): ContentForm | undefined {
  for (const [, tag = ''] of opening.matchAll(/[#＃]([\p{L}\p{N}_]{2,30})/gu)) {
    const form = TAGS.find(([, tags]) => tags.test(tag))?.[0];
    if (form) return form;
  }
  return undefined;
}

const TAGS: readonly [ContentForm, RegExp][] = [
  ['unboxing', /^(?:\w{0,20}unboxing|开箱|開箱|開封|언박싱|распаковка|deballage)$/u],
  ['haul', /^(?:\w{0,20}haul|购物分享|購入品(?:紹介)?|하울)$/u],
  ['recipe', /^(?:\w{0,12}recipes?|rezepte?|recettes?|recetas?|ricett[ae]|receitas?|レシピ|食谱|食譜|레시피|рецепты?)$/u],
  ['vlog', /^(?:\w{0,12}vlogs?|dayinmylife|grwm|getreadywithme|브이로그|日常vlog|влог)$/u],
  ['comparison', /^(?:comparison|vergleich|comparatif|comparativa|对比|比較|비교|сравнение)$/u],
  ['deal', /^(?:deals?|dealoftheday|sale|schnappchen|bonplan|chollo|offerta|promocao|セール|特价|할인|скидки)$/u],
  ['guide', /^(?:giftguide|buyingguide|shoppingguide|kaufberatung|选购指南|好物推荐|おすすめ|추천템)$/u],
  ['tutorial', /^(?:\w{0,12}tutorials?|howto|diy|anleitung|tuto|教程|やり方|튜토리얼|мастеркласс)$/u],
  ['review', /^(?:\w{0,20}reviews?|testbericht|resena|recensione|resenha|测评|評測|评测|レビュー|리뷰|후기|обзор|отзыв)$/u],
  ['announcement', /^(?:newlaunch|newrelease|newarrivals?|launchday|新品|新発売|新商品|신제품|신상|новинка)$/u],
];

/** Lower case, one line, Latin letters without their accents; other scripts stay composed. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([a-z])\p{M}+/giu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
