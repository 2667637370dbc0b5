import { type Article, articles, author } from './articles.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function frontPage(origin: string): string {
  const list = articles.map(
    (article) => `<li><a href="${article.path}"><img src="${article.path}.svg" alt="" width="1200" height="500">
<span>${article.section}</span><strong>${escaped(article.title)}</strong><em>${escaped(article.standfirst)}</em></a></li>`,
  );
  return layout({
    language: 'en',
    title: `${author.site}, a journal`,
    head: `<link rel="canonical" href="${origin}/">`,
    body: `<h1>${author.site}</h1><p class="lead">Notes by ${author.name} on walking, kitchens and the weather. A demo: the author and the things are made up.</p>
<ul class="list">${list.join('\n')}</ul>`,
  });
}

export function articlePage(article: Article, origin: string): string {
  const url = origin + article.path;
  const image = `${url}.svg`;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: article.title,
    description: article.standfirst,
    inLanguage: article.language,
    datePublished: article.published,
    articleSection: article.section,
    image: [image],
    mainEntityOfPage: url,
    author: { '@type': 'Person', name: author.name, url: `${origin}/` },
    publisher: { '@type': 'Organization', name: author.site },
  };
  const head = `<link rel="canonical" href="${url}"><meta name="author" content="${author.name}">
<meta name="description" content="${escaped(article.standfirst)}">
<meta property="og:type" content="article"><meta property="og:title" content="${escaped(article.title)}"><meta property="og:url" content="${url}">
<meta property="og:image" content="${image}"><meta property="og:site_name" content="${author.site}">
<meta property="article:published_time" content="${article.published}">
<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
  const [by, date] = article.language === 'en' ? ['By', 'en-GB'] : ['作者', 'zh-CN'];
  const day = new Intl.DateTimeFormat(date, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(article.published));
  const body = `<article><p class="section">${article.section}</p><h1>${escaped(article.title)}</h1>
<p class="lead">${escaped(article.standfirst)}</p>
<p class="byline">${by} <a rel="author" href="/">${author.name}</a> · <time datetime="${article.published}">${day}</time></p>
<img src="${article.path}.svg" alt="" width="1200" height="500">
${article.notice ? `<p class="notice">${escaped(article.notice)}</p>` : ''}
${article.paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n')}</article>`;
  return layout({ language: article.language, title: `${article.title} · ${author.site}`, head, body });
}

/** Hills under a sun, so that every article has a picture of its own. */
export function landscape({ colours: [sky, far, near], path }: Article): string {
  const seed = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const hill = (base: number, height: number, step: number): string => {
    const points = Array.from({ length: 7 }, (_, at) => `${at * 200},${base - height * Math.abs(Math.sin(seed + at * step))}`);
    return `M0,500 L${points.join(' L')} L1200,500 Z`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 500" width="1200" height="500"><rect width="1200" height="500" fill="${sky}"/>
<circle cx="${220 + (seed % 700)}" cy="150" r="62" fill="#fff" opacity=".7"/><path d="${hill(330, 170, 1.7)}" fill="${far}" opacity=".6"/>
<path d="${hill(400, 130, 2.3)}" fill="${far}"/><path d="${hill(470, 90, 1.1)}" fill="${near}"/></svg>`;
}

function layout({ language, title, head, body }: { language: string; title: string; head: string; body: string }): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><link rel="icon" href="data:,">${head}<style>${styles}</style></head>
<body><header><a href="/">${author.site}</a><nav>${articles.map(({ path, section }) => `<a href="${path}">${section}</a>`).join('')}</nav></header>
<main>${body}</main>
<footer>${author.site} is a demo journal. Its author, its places and the things it writes about do not exist.</footer></body></html>`;
}

const styles = `:root{--ink:#23211d;--paper:#fdfcf9;--soft:#f1eee6;--line:#ddd7c9;--accent:#8a4b2d;color-scheme:light}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:19px/1.7 Georgia,"Noto Serif","Noto Serif CJK SC",serif}
header{display:flex;gap:2rem;align-items:baseline;padding:1.2rem clamp(1rem,5vw,4rem);border-bottom:1px solid var(--line)}
header>a{font-weight:700;font-size:1.35rem;text-decoration:none;color:inherit}nav{display:flex;gap:1.4rem;font:.9rem system-ui,sans-serif}nav a{color:inherit;text-decoration:none;opacity:.75}nav a:hover{opacity:1;text-decoration:underline}
main{max-width:44rem;margin:0 auto;padding:3rem 1.2rem 5rem}h1{font-size:clamp(2rem,5vw,3rem);line-height:1.15;letter-spacing:-.015em;margin:.2rem 0 1rem}
.section{font:600 .8rem system-ui,sans-serif;letter-spacing:.12em;text-transform:uppercase;color:var(--accent);margin:0}
.lead{font-size:1.25rem;opacity:.8;margin:0 0 1rem}.byline{font:.92rem system-ui,sans-serif;opacity:.85}.byline a{color:inherit}
article img{width:100%;height:auto;border-radius:14px;margin:1rem 0}.notice{background:var(--soft);border-radius:10px;padding:.7rem 1rem;font:.9rem/1.5 system-ui,sans-serif}
.list{list-style:none;padding:0;display:grid;gap:2.2rem;margin-top:2.5rem}.list a{display:grid;color:inherit;text-decoration:none}.list img{width:100%;height:auto;border-radius:14px}
.list span{font:600 .75rem system-ui,sans-serif;letter-spacing:.12em;text-transform:uppercase;color:var(--accent);margin-top:.8rem}.list strong{font-size:1.5rem;line-height:1.25}.list em{opacity:.75}
footer{border-top:1px solid var(--line);padding:1.5rem clamp(1rem,5vw,4rem);font:.85rem system-ui,sans-serif;opacity:.75}`;
