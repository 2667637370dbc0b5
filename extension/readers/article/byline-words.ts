/** How lines say who wrote, by language: a new language is a line here. */

/** Before a name, with a space or a colon between. */
const beforeSpaced: Readonly<Record<string, string>> = {
  en: '(?:written |posted |published |reviewed |story |words |text |(?:view )?(?:all )?posts )?by|author|text',
  de: 'von|autor(?:in)?|redaktion|geschrieben von|veröffentlicht von',
  fr: 'par|publié par|auteur(?:e|rice)?|texte',
  es: 'por|escrito por|redactado por',
  it: 'di|da|a cura di|scritto da|testo di',
  pt: 'escrito por|texto',
  nl: 'door|geschreven door',
  nordic: 'av|af|skrevet av|skrevet af|skriven av',
  pl: 'autork?a?|napisał(?:a)?',
  ru: 'автор(?: статьи| текста)?|текст|подготовил(?:а)?',
  tr: 'yazan|yazar',
  zh: '文|作者|编辑|編輯|撰文|记者|記者',
  ja: '文|著者|執筆(?:者)?|取材・文|ライター',
  ko: '글|기자|작성자',
};
/** Scripts that leave no space need the colon or the mark alone. */
const beforeMarked = '文|作者|编辑|編輯|撰文|记者|記者|著者|執筆(?:者)?|取材・文|ライター|글|작성자';

/** "By Mara Lind", "文：山田花子". */
export const BEFORE_NAME = new RegExp(
  `^(?:${Object.values(beforeSpaced).join('|')})\\s?[:：●]?\\s+|^(?:${beforeMarked})\\s?[●・:：]\\s*`,
  'i',
);

/** "Publié le 2 mai 2026 par Mara Lind": when it appeared stands before the name. */
export const DATED_BEFORE_NAME =
  /^(?:published|posted|updated|publié|mis à jour|veröffentlicht|erstellt|pubblicato|publicado|opublikowano|publicerad|geplaatst)\s[^:]{0,40}?\s(?:by|par|von|da|di|por|przez|av|door)\s+(?=\p{Lu})/iu;

/** "Mara Lind, Senior Editor", "김하나 기자": what somebody does stands behind the name. */
export const AFTER_NAME =
  /(?:,\s*(?:(?:senior|junior|chief|deputy|managing|executive|contributing|associate|staff|news|features?|reviews?|food|tech(?:nology)?|style|beauty|travel|shopping|commerce)\s+)*(?:editor(?:-in-chief)?|writer|reporter|correspondent|columnist|journalist|contributor|author|producer|redakteur(?:in)?|chefredakteur(?:in)?|journalistin|rédact(?:eur|rice)(?: en chef)?|journaliste|redact(?:or|ora)|periodista|redattore|redattrice|giornalista|redacteur|redaktör|skribent)|\s(?:선임|수석|객원)?기자|\s에디터)\s*$/iu;
