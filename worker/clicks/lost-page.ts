/** What a person reads whose link leads nowhere: fixed words in their language, nothing of the request. */

export type Lost = 'not_ours' | 'not_offered';

const words = {
  en: {
    title: 'This link leads nowhere',
    not_ours: 'It is not one of ours, or it was changed on the way.',
    not_offered: 'The product is no longer offered, or its shop is no longer verified.',
    next: 'Go back to the page and open the note again.',
  },
  'zh-CN': {
    title: '此链接无法打开',
    not_ours: '它不是我们的链接，或在途中被修改过。',
    not_offered: '该商品已下架，或商家不再通过验证。',
    next: '请返回原页面，重新打开卡片。',
  },
} as const;

export function lostPage(lost: Lost, acceptLanguage: string | null): Response {
  const language = /^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh-CN' : 'en';
  const { title, next, [lost]: why } = words[language];
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>:root{color-scheme:light dark;font:16px/1.6 system-ui,sans-serif}body{max-width:32rem;margin:20vh auto;padding:0 1rem}h1{font-size:1.25rem}</style>
<h1>${title}</h1><p>${why} ${next}</p></html>`;
  return new Response(html, {
    status: 404,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'X-Robots-Tag': 'noindex',
    },
  });
}
