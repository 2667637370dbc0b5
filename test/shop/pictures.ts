/** Pictures of goods, drawn in a field of 400 x 400: flat shapes in two colours of the thing and a shadow on the ground. */
import path from 'node:path';
import type { Drawing, Good } from './goods.ts';

const dark = 'rgba(20,24,22,.28)';
const light = 'rgba(255,255,255,.34)';

/** The same as a PNG, as it was drawn by test/tools/pictures.ts. */
export const photoFile = (good: Good): string => path.join(import.meta.dirname, 'pictures', `${good.sku.toLowerCase()}.png`);

/** An SVG of 800 x 800 on the shop's soft colour. */
export function pictureOf(good: Good, ground: string): string {
  const [thing, detail] = good.colours;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800" role="img" aria-label="${good.drawing}">
<rect width="400" height="400" fill="${ground}"/><circle cx="200" cy="196" r="150" fill="#fff" opacity=".42"/>
<ellipse cx="200" cy="336" rx="112" ry="12" fill="${dark}"/>
${drawings[good.drawing](thing, detail)}</svg>`;
}

const shape = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`;
const rect = (box: string, fill: string, rx = 0): string => {
  const [x, y, width, height] = box.split(' ');
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${rx}" fill="${fill}"/>`;
};
const disc = (at: string, r: number, fill: string): string => {
  const [cx, cy] = at.split(' ');
  return `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"/>`;
};
const stroke = (d: string, colour: string, width: number): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const drawings: Readonly<Record<Drawing, (thing: string, detail: string) => string>> = {
  backpack: (a, b) =>
    stroke('M168 84 Q200 52 232 84', b, 12) +
    shape('M128 150 Q128 78 200 78 Q272 78 272 150 L280 312 Q280 334 258 334 L142 334 Q120 334 120 312 Z', a) +
    shape('M124 166 Q200 204 276 166 L274 134 Q262 80 200 78 Q138 80 126 134 Z', b) +
    rect('146 226 108 84 16', b, 16) +
    rect('146 226 108 20', light, 8) +
    rect('190 150 20 58', a, 5) +
    rect('186 186 28 16', light, 4) +
    shape('M112 214 Q96 250 114 300 L124 298 L122 220 Z', b) +
    shape('M288 214 Q304 250 286 300 L276 298 L278 220 Z', b),
  tent: (a, b) =>
    shape('M200 96 L340 334 L60 334 Z', a) +
    shape('M200 96 L340 334 L262 334 Z', b, 'opacity=".55"') +
    shape('M200 146 L244 334 L156 334 Z', b) +
    shape('M200 146 L214 334 L186 334 Z', light) +
    stroke('M200 96 L200 78 M60 334 L34 342 M340 334 L366 342', b, 6),
  tarp: (a, b) =>
    stroke('M92 130 L92 336 M308 130 L308 336', b, 8) +
    shape('M92 130 Q200 156 308 130 L352 272 Q200 236 48 272 Z', a) +
    shape('M92 130 Q200 156 308 130 L316 158 Q200 186 84 158 Z', light) +
    stroke('M48 272 L24 330 M352 272 L376 330', b, 4),
  boot: (a, b) =>
    shape('M138 92 L226 92 L232 206 Q296 222 322 258 Q334 276 332 300 L118 300 Q114 270 124 236 Z', a) +
    shape('M108 300 L334 300 Q336 330 312 332 L124 332 Q106 330 108 300 Z', b) +
    shape('M134 92 L230 92 L231 118 L136 118 Z', b) +
    stroke('M178 142 L228 138 M180 170 L230 164 M184 198 L236 190', '#f3ead9', 7) +
    shape('M262 222 Q314 240 324 284 L274 284 Q258 252 262 222 Z', dark),
  sock: (a, b) =>
    shape('M150 74 L238 74 L238 214 Q238 236 256 246 L306 272 Q336 292 322 318 Q312 334 286 334 L214 334 Q160 326 152 268 Z', a) +
    rect('146 74 96 34', b, 6) +
    shape('M306 272 Q336 292 322 318 Q312 334 286 334 L270 334 Q256 300 306 272 Z', b) +
    stroke('M158 150 L230 150 M158 172 L230 172', b, 8),
  jacket: (a, b) =>
    shape('M150 100 Q200 72 250 100 L306 132 L340 282 L296 294 L272 196 L276 332 L124 332 L128 196 L104 294 L60 282 L94 132 Z', a) +
    shape('M160 98 Q200 54 240 98 Q226 128 200 130 Q174 128 160 98 Z', b) +
    stroke('M200 130 L200 330', b, 6) +
    stroke('M146 236 L176 262 M254 236 L224 262', b, 6) +
    shape('M124 308 L276 308 L276 332 L124 332 Z', dark),
  vest: (a, b) =>
    shape('M154 92 L246 92 Q262 140 290 160 L284 332 L116 332 L110 160 Q138 140 154 92 Z', a) +
    [148, 186, 224, 262, 300].map((y) => stroke(`M116 ${y} Q160 ${y + 10} 196 ${y} M204 ${y} Q240 ${y + 10} 284 ${y}`, dark, 5)).join('') +
    shape('M154 92 Q200 62 246 92 L236 122 Q200 104 164 122 Z', b) +
    stroke('M200 112 L200 330', b, 7),
  cap: (a, b) =>
    shape('M92 254 Q92 132 206 132 Q308 136 312 248 Z', a) +
    shape('M86 250 Q200 222 312 246 Q358 262 366 292 Q310 300 270 286 Q170 262 92 284 Q74 270 86 250 Z', b) +
    stroke('M206 132 Q174 176 172 240 M206 132 Q248 176 254 238', dark, 4) +
    disc('206 132', 9, b),
  headlamp: (a, b) =>
    stroke('M200 92 Q330 100 330 206 Q326 300 200 308 Q74 300 70 206 Q70 100 200 92', b, 26) +
    stroke('M200 92 Q330 100 330 206', light, 6) +
    rect('132 232 136 92 20', a, 20) +
    disc('178 278', 32, b) +
    disc('178 278', 23, '#fffbe2') +
    disc('178 278', 11, '#ffffff') +
    disc('236 278', 14, b) +
    shape('M178 278 L120 352 L236 352 Z', '#fff6c4', 'opacity=".5"'),
  lantern: (a, b) =>
    stroke('M142 130 Q200 30 258 130', a, 9) +
    rect('146 122 108 34', a, 10) +
    shape('M152 156 L248 156 L262 288 L138 288 Z', b) +
    shape('M176 156 L200 156 L196 288 L164 288 Z', light) +
    disc('200 226', 30, '#fff3b8') +
    shape('M200 190 Q224 226 200 250 Q176 226 200 190 Z', '#f0a63a') +
    rect('128 288 144 44', a, 12),
  stove: (a, b) =>
    rect('150 252 100 82', b, 16) +
    rect('150 280 100 16', light, 0) +
    rect('184 208 32 46', a, 5) +
    stroke('M200 208 L112 170 M200 208 L288 170 M200 208 L200 150', a, 12) +
    stroke('M96 170 L128 170 M272 170 L304 170 M184 150 L216 150', a, 10) +
    rect('216 222 66 12', a, 6) +
    shape('M200 76 Q238 124 214 150 L186 150 Q162 124 200 76 Z', '#5aa3d8', 'opacity=".8"') +
    shape('M200 108 Q218 132 206 150 L194 150 Q182 132 200 108 Z', '#d9efff'),
  kettle: (a, b) =>
    stroke('M116 176 Q200 40 284 176', b, 12) +
    shape('M112 196 Q200 160 288 196 L304 300 Q306 334 272 334 L128 334 Q94 334 96 300 Z', a) +
    shape('M292 232 Q330 226 344 184 L366 190 Q352 264 300 278 Z', a) +
    shape('M140 184 Q200 150 260 184 Q200 200 140 184 Z', b) +
    disc('200 160', 12, b) +
    shape('M126 214 Q116 270 128 318 L150 320 Q138 268 148 208 Z', light),
  pot: (a, b) =>
    rect('132 118 136 60', b, 8) +
    rect('112 170 176 64', a, 8) +
    rect('88 228 224 106', b, 14) +
    rect('88 228 224 22', light, 8) +
    stroke('M312 262 L372 250', b, 12) +
    stroke('M288 196 L330 188', a, 10) +
    shape('M124 118 Q200 84 276 118 Z', a) +
    disc('200 96', 11, b),
  mug: (a, b) =>
    stroke('M268 178 Q346 176 336 240 Q328 294 262 286', a, 22) +
    stroke('M268 178 Q346 176 336 240 Q328 294 262 286', b, 5) +
    shape('M104 134 L276 134 L264 316 Q262 334 244 334 L136 334 Q118 334 116 316 Z', a) +
    shape('M104 128 L276 128 L275 148 L105 148 Z', b) +
    shape('M122 160 L146 160 L148 320 L132 320 Z', 'rgba(0,0,0,.06)') +
    stroke('M160 226 L184 200 L206 228 L222 212 L244 240', b, 7),
  'sleeping-bag': (a, b) =>
    shape('M136 110 Q136 66 200 66 Q264 66 264 110 L284 280 Q284 334 200 334 Q116 334 116 280 Z', a) +
    shape('M150 116 Q150 82 200 82 Q250 82 250 116 Q250 150 200 150 Q150 150 150 116 Z', b) +
    shape('M166 116 Q168 94 200 94 Q232 94 234 116 Q230 134 200 134 Q170 134 166 116 Z', '#f4efe2') +
    [186, 220, 254, 288].map((y) => stroke(`M${132 - (y - 186) / 12} ${y} Q200 ${y + 18} ${268 + (y - 186) / 12} ${y}`, dark, 5)).join('') +
    stroke('M250 130 Q262 220 262 316', b, 6),
  mat: (a, b) =>
    rect('82 118 236 216', a, 26) +
    [148, 178, 208, 238, 268, 298].map((y) => stroke(`M96 ${y} L304 ${y}`, dark, 5)).join('') +
    shape('M82 144 Q82 92 134 92 L318 92 Q322 118 290 118 L134 118 Q108 120 108 144 Z', b) +
    disc('302 312', 10, b),
  bottle: (a, b) =>
    rect('168 66 64 50', b, 10) +
    shape('M164 116 L236 116 Q262 138 262 170 L262 310 Q262 334 238 334 L162 334 Q138 334 138 310 L138 170 Q138 138 164 116 Z', a) +
    rect('138 206 124 44', b) +
    shape('M152 160 L172 152 L172 316 L156 316 Q152 312 152 306 Z', light) +
    stroke('M168 82 L232 82', light, 5),
  filter: (a, b) =>
    rect('182 58 36 40', b, 8) +
    shape('M166 96 L234 96 L226 168 L174 168 Z', b) +
    shape('M150 168 L250 168 Q282 220 272 300 Q268 334 200 334 Q132 334 128 300 Q118 220 150 168 Z', a, 'opacity=".85"') +
    shape('M134 244 Q166 228 200 244 Q236 260 270 244 Q276 334 200 334 Q124 334 134 244 Z', '#d7eefb', 'opacity=".7"') +
    shape('M156 182 L172 182 Q150 240 160 312 L146 300 Q136 236 156 182 Z', light),
  poles: (a, b) =>
    stroke('M138 92 L100 334', a, 12) +
    stroke('M262 92 L300 334', a, 12) +
    stroke('M142 68 L132 136', '#b98a56', 24) +
    stroke('M258 68 L268 136', '#b98a56', 24) +
    stroke('M128 156 L124 184 M272 156 L276 184', b, 18) +
    stroke('M84 312 L122 318 M316 312 L278 318', b, 9) +
    stroke('M134 78 Q98 110 136 132 M266 78 Q302 110 264 132', b, 6),
  knife: (a, b) =>
    `<g transform="rotate(-32 200 200)">${shape('M60 196 L252 176 L252 236 Q150 246 60 196 Z', a)}${shape('M60 196 L252 222 L252 236 Q150 246 60 196 Z', light)}${rect('252 180 100 44', b, 14)}${disc('280 202', 5, '#e8dcc6')}${disc('320 202', 5, '#e8dcc6')}</g>`,
  board: (a, b) =>
    `<g transform="rotate(-8 200 210)">${rect('78 110 244 200', b, 18)}${rect('78 104 244 192', a, 18)}${[0, 1, 2, 3, 4, 5].map((n) => rect(`${90 + n * 38} ${n % 2 ? 116 : 160} 34 ${n % 2 ? 120 : 124}`, n % 2 ? dark : light, 3)).join('')}${disc('298 128', 11, b)}</g>`,
  pan: (a, b) =>
    `<g transform="rotate(28 180 220)">${rect('262 198 128 26', b, 12)}${disc('378 211', 6, '#f0e7da')}</g>${disc('176 214', 112, b)}${disc('176 210', 106, a)}${disc('176 210', 84, dark)}${shape('M110 170 Q140 122 200 128 Q150 146 124 190 Z', light)}`,
  teapot: (a, b) =>
    stroke('M282 196 Q362 190 348 262 Q338 304 274 302', b, 16) +
    shape('M116 226 Q64 216 48 162 L74 154 Q88 190 130 196 Z', a) +
    shape('M200 146 Q304 146 304 246 Q304 334 200 334 Q96 334 96 246 Q96 146 200 146 Z', a) +
    shape('M136 160 Q200 116 264 160 Q200 180 136 160 Z', b) +
    disc('200 126', 14, b) +
    shape('M122 200 Q108 250 132 300 L154 306 Q126 252 148 184 Z', light),
  grinder: (a, b) =>
    stroke('M200 102 L316 84', b, 10) +
    disc('320 84', 17, a) +
    rect('186 92 28 30', b, 5) +
    shape('M150 120 L250 120 L262 176 L138 176 Z', b) +
    rect('142 176 116 84', a, 8) +
    rect('152 260 96 74', b, 12) +
    rect('154 184 18 68', light, 6) +
    rect('142 252 116 12', dark),
  scale: (a, b) =>
    rect('82 218 236 116', b, 22) +
    rect('70 204 260 36', a, 16) +
    rect('148 258 104 48', '#dff0d6', 8) +
    `<text x="200" y="292" text-anchor="middle" font-family="monospace" font-size="30" fill="#22301f">18.0</text>` +
    shape('M158 204 Q158 150 200 150 Q242 150 242 204 Z', '#f4efe6') +
    shape('M172 204 Q172 176 200 170 Q228 176 228 204 Z', '#6b4327'),
  apron: (a, b) =>
    stroke('M158 116 Q200 44 242 116', b, 9) +
    shape('M154 110 L246 110 L258 186 L310 202 L296 334 L104 334 L90 202 L142 186 Z', a) +
    rect('150 236 100 58', b, 8) +
    stroke('M200 236 L200 294', a, 4) +
    stroke('M92 204 L52 226 M308 204 L348 226', b, 8) +
    shape('M154 110 L246 110 L248 124 L152 124 Z', dark),
};
