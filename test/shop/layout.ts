import type { Shop } from './goods.ts';
import { type Html, html, raw } from './html.ts';

export interface Frame {
  shop: Shop;
  title: string;
  /** Pieces in the cart. */
  pieces: number;
  head?: Html;
  body: Html;
}

export function layout({ shop, title, pieces, head, body }: Frame): string {
  const groups = [...new Set(shop.goods.map((good) => good.category))];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(styles(shop))}</style>
${head}
</head>
<body>
<header>
  <a class="brand" href="/"><strong>${shop.name}</strong><span>${shop.claim}</span></a>
  <nav aria-label="Departments">${groups.map((group) => html`<a href="/#${group.toLowerCase().replaceAll(' ', '-')}">${group}</a>`)}</nav>
  <a class="basket" href="/cart">Cart <b>${pieces}</b></a>
</header>
<main>${body}</main>
<footer>
  <p>${shop.name} is a demo shop. Nothing here can be bought, nobody is charged, and the goods do not exist.</p>
  <p><a href="/admin">Shop office</a> · <a href="/feed.xml">Product feed</a></p>
</footer>
</body>
</html>`.html;
}

function styles({ look }: Shop): string {
  return `:root{--paper:${look.paper};--ink:${look.ink};--accent:${look.accent};--soft:${look.soft};--line:${look.line};--headline:${look.headline};color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Noto Sans",sans-serif}
a{color:inherit}
h1,h2,h3,.brand strong{font-family:var(--headline);font-weight:600;line-height:1.2;letter-spacing:-.01em}
header{display:flex;gap:2rem;align-items:center;padding:1.1rem clamp(1rem,4vw,3.5rem);border-bottom:1px solid var(--line);background:#fff8;position:sticky;top:0;backdrop-filter:blur(8px);z-index:2}
.brand{display:flex;flex-direction:column;text-decoration:none}.brand strong{font-size:1.35rem}.brand span{font-size:.8rem;opacity:.7}
nav{display:flex;gap:1.2rem;flex:1;flex-wrap:wrap;font-size:.92rem}nav a{text-decoration:none}nav a:hover{text-decoration:underline}
.basket{text-decoration:none;border:1px solid var(--line);border-radius:99px;padding:.35rem .9rem;background:#fff}
.basket b{background:var(--accent);color:#fff;border-radius:99px;padding:.05rem .5rem;margin-left:.3rem;font-size:.85rem}
main{padding:2rem clamp(1rem,4vw,3.5rem) 4rem;max-width:1280px;margin:auto}
footer{border-top:1px solid var(--line);padding:1.5rem clamp(1rem,4vw,3.5rem);font-size:.88rem;opacity:.8;display:flex;justify-content:space-between;gap:2rem;flex-wrap:wrap}
.hero{background:var(--soft);border-radius:20px;padding:clamp(1.5rem,4vw,3.5rem);margin-bottom:2.5rem;max-width:none}
.hero h1{font-size:clamp(2rem,4.5vw,3.2rem);margin:0 0 .6rem;max-width:18ch}.hero p{max-width:58ch;margin:0;font-size:1.1rem}
.group{margin:2.4rem 0 1rem;font-size:1.4rem;scroll-margin-top:6rem}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(215px,1fr));gap:1.4rem;padding:0;margin:0;list-style:none}
.tile{background:#fff;border:1px solid var(--line);border-radius:16px;overflow:hidden;height:100%;display:flex;flex-direction:column;text-decoration:none;transition:transform .15s,box-shadow .15s}
.tile:hover{transform:translateY(-3px);box-shadow:0 10px 28px #0002}
.tile img{width:100%;height:auto;aspect-ratio:1;object-fit:cover;display:block}
.tile div{padding:.9rem 1rem 1.1rem;display:flex;flex-direction:column;gap:.15rem;flex:1}
.tile small,.maker{text-transform:uppercase;letter-spacing:.08em;font-size:.72rem;opacity:.7}
.tile strong{font-size:1.05rem}.tile span{opacity:.75;font-size:.92rem}.tile b{margin-top:auto;padding-top:.5rem}
.good{display:grid;grid-template-columns:minmax(280px,1.1fr) 1fr;gap:clamp(1.5rem,4vw,4rem);align-items:start}
@media(max-width:760px){.good{grid-template-columns:1fr}header{gap:1rem;flex-wrap:wrap}nav{order:3;flex-basis:100%}}
.good img{width:100%;height:auto;border-radius:20px;border:1px solid var(--line)}
.good h1{font-size:2.4rem;margin:.2rem 0}.what{font-size:1.1rem;opacity:.8;margin:0 0 1rem}
.price{font-size:1.7rem;font-weight:650;margin:1rem 0}.price small{font-size:.9rem;font-weight:400;opacity:.7}
.facts{padding-left:1.1rem}.facts li{margin:.25rem 0}
button,.button{background:var(--accent);color:#fff;border:0;border-radius:12px;padding:.85rem 1.5rem;font:inherit;font-weight:600;cursor:pointer;text-decoration:none;display:inline-block}
button:hover{filter:brightness(1.08)}button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button.quiet{background:transparent;color:var(--ink);border:1px solid var(--line);font-weight:400;padding:.45rem .9rem}
button:disabled{opacity:.45;cursor:default}
input{font:inherit;padding:.6rem .7rem;border:1px solid var(--line);border-radius:10px;background:#fff;color:inherit;max-width:100%}
label{display:grid;gap:.25rem;font-size:.92rem;margin-bottom:.8rem}
table{width:100%;border-collapse:collapse;background:#fff;border-radius:14px;overflow:hidden}td,th{padding:.8rem 1rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.two{display:grid;grid-template-columns:1.6fr 1fr;gap:2rem;align-items:start}@media(max-width:860px){.two{grid-template-columns:1fr}}
.box{background:#fff;border:1px solid var(--line);border-radius:16px;padding:1.4rem}.box h2{margin-top:0;font-size:1.2rem}
.sums{display:grid;grid-template-columns:1fr auto;gap:.35rem 1rem;margin:0 0 1.2rem}.sums dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}.sums .total{font-weight:700;border-top:1px solid var(--line);padding-top:.5rem}
.state{border-radius:99px;padding:.1rem .6rem;font-size:.82rem;background:var(--soft);white-space:nowrap}.state.delivered{background:#d9efdf}.state.refused{background:#f6d5cf}
.note{background:var(--soft);border-radius:12px;padding:.8rem 1rem}
code{font-size:.85em;overflow-wrap:anywhere}`;
}
