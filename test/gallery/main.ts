/** `?view=notes&state=one note&theme=dark&language=zh-CN` draws one state, `?sheet=notes` all of one view for a picture; without either, all of them in frames. */
/// <reference types="vite/client" />
import { render } from 'preact';
import themeCss from '#shared/theme.css?inline';
import { extensionViews, type Light, type View, views } from './views.ts';

/** Of views that are no whole page. */
const sheetWidths: Readonly<Record<string, number>> = { popup: 330, notes: 460 };

const asked = new URLSearchParams(location.search);
const view = views[asked.get('view') ?? ''];
const light: Light = {
  theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
  language: asked.get('language') === 'zh-CN' ? 'zh-CN' : 'en',
};
document.documentElement.dataset['theme'] = light.theme;
document.documentElement.dataset['extensionViews'] = Object.keys(extensionViews).join(' ');
document.documentElement.dataset['views'] = JSON.stringify(Object.entries(views).map(([name, { states }]) => ({ view: name, states })));
style(document, `${themeCss} body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 var(--font); }`);
const sheet = views[asked.get('sheet') ?? ''];
if (view) drawOne(view, asked.get('state') ?? view.states[0] ?? '');
else if (sheet) void drawSheet(asked.get('sheet') ?? '', sheet);
else drawAll();

function drawOne({ draw, css, isOverPage }: View, state: string): void {
  const root = isOverPage ? pageBelow().attachShadow({ mode: 'open' }) : document;
  style(root, isOverPage ? themeCss + css : css);
  const ground = root === document ? document.body : root.appendChild(document.createElement('div'));
  render(draw(state, light), ground);
}

/** Some content, so that what floats over it can be judged. */
function pageBelow(): HTMLElement {
  const text = document.createElement('article');
  text.style.cssText = 'max-width: 640px; margin: 48px auto; padding: 0 24px';
  for (let at = 0; at < 8; at += 1) {
    const line = document.createElement('p');
    line.textContent =
      'A desk wants light from the side, not from above. The lamp I have used for two winters is a plain oak arm with a dimmer; it does not buzz, and it stays where you put it.';
    text.append(line);
  }
  const host = document.createElement('div');
  document.body.append(text, host);
  return host;
}

/** Every state of a view beside the others, each as long as it is. Says `data-drawn` when the last one stands. */
async function drawSheet(name: string, { states, isOverPage }: View): Promise<void> {
  document.body.style.cssText =
    'display: flex; flex-wrap: wrap; align-items: flex-start; gap: 40px; padding: 40px; background: var(--paper-sunk)';
  await Promise.all(
    states.map((state) => {
      const figure = document.createElement('figure');
      const title = document.createElement('figcaption');
      title.textContent = `${name}: ${state}`;
      title.style.cssText = 'margin-bottom: 8px; color: var(--ink-soft); font-size: 13px';
      const frame = document.createElement('iframe');
      figure.style.margin = '0';
      frame.style.cssText = `display: block; width: ${sheetWidths[name] ?? 720}px; height: ${isOverPage ? 720 : 120}px; border: 1px solid var(--line)`;
      frame.src = `?${new URLSearchParams({ view: name, state, ...light })}`;
      figure.append(title, frame);
      document.body.append(figure);
      return new Promise<void>((resolve) => {
        frame.onload = () => {
          const length = frame.contentDocument?.documentElement.scrollHeight ?? 0;
          if (!isOverPage) frame.style.height = `${Math.min(Math.max(length, 120), 2600)}px`;
          setTimeout(resolve, 300);
        };
      });
    }),
  );
  document.documentElement.dataset['drawn'] = '';
}

function drawAll(): void {
  for (const [name, { states }] of Object.entries(views)) {
    for (const state of states) {
      const frame = document.createElement('iframe');
      const query = new URLSearchParams({ view: name, state, ...light });
      frame.src = `?${query}`;
      frame.style.cssText = 'display: block; width: 100%; max-width: 960px; height: 640px; margin: 8px auto 40px; border: 1px solid #8884';
      const title = document.createElement('h2');
      title.textContent = `${name}: ${state}`;
      title.style.cssText = 'max-width: 960px; margin: 24px auto 0; font-size: 15px';
      document.body.append(title, frame);
    }
  }
}

function style(root: Document | ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
