/** What stands around every screen: the mark, the way to the screens, who one is, language and theme. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '#shared/contracts/accounts.ts';
import { chooseLanguage, chooseTheme, language, languages, theme, themes, words } from '../look.ts';

export interface NavItem {
  path: string;
  text: string;
}
interface Shell {
  me: Me;
  items: readonly NavItem[];
  path: string;
  offline: boolean;
  onSignOut: () => void;
  children: ComponentChildren;
}

export function Shell({ me, items, path, offline, onSignOut, children }: Shell) {
  const said = words.value;
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the screens stand in a row that scrolls: the one that is open must be in sight.
  useEffect(() => {
    nav.current?.querySelector(`[href="${path}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {said.skip}
      </a>
      <header class="side">
        <a class="brand-mark" href="/">
          <Mark />
          {said.name}
        </a>
        <p class="tenant">
          <span class="first">{me.tenant.kind === 'operator' ? said.kinds.operator : me.tenant.name}</span>
          {me.tenant.kind === 'operator' ? null : <span class="second">{said.kinds[me.tenant.kind]}</span>}
        </p>
        <nav aria-label={said.nav.label} ref={nav}>
          <ul>
            {items.map((item) => (
              <li key={item.path}>
                <a href={item.path} aria-current={item.path === path ? 'page' : undefined}>
                  {item.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {offline ? <OfflineBar /> : null}
        {children}
      </main>
      <footer class="side-foot">
        <LookChoices />
        <p class="who" title={me.user.email}>
          {me.user.email}
        </p>
        <button type="button" class="button-quiet" onClick={onSignOut}>
          {said.signOut}
        </button>
      </footer>
    </div>
  );
}

/** The frame of screens before sign-in. */
export function Doorway({ offline, children }: { offline: boolean; children: ComponentChildren }) {
  const said = words.value;
  return (
    <div class="doorway">
      <header class="doorway-head">
        <a class="brand-mark" href="/">
          <Mark />
          {said.name}
        </a>
        <LookChoices />
      </header>
      <main id="main" tabIndex={-1}>
        {offline ? <OfflineBar /> : null}
        {children}
      </main>
      <footer class="doorway-foot">{said.tagline}</footer>
    </div>
  );
}

function OfflineBar() {
  const { trouble } = words.value;
  return (
    <div class="offline" role="status">
      <strong>{trouble.offlineTitle}</strong> {trouble.offlineText}
    </div>
  );
}

function LookChoices() {
  const said = words.value;
  return (
    <div class="look">
      <fieldset class="group look-languages" aria-label={said.language}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            class="button-quiet"
            lang={one === 'zh' ? 'zh-CN' : 'en'}
            aria-pressed={language.value === one}
            onClick={() => chooseLanguage(one)}
          >
            {said.languages[one]}
          </button>
        ))}
      </fieldset>
      <label class="look-theme">
        <span class="unseen">{said.themes.label}</span>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" />
          <path d="M6 1a5 5 0 0 1 0 10Z" fill="currentColor" />
        </svg>
        <select
          value={theme.value}
          onChange={(event) => {
            const chosen = themes.find((one) => one === event.currentTarget.value);
            if (chosen) chooseTheme(chosen);
          }}
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {said.themes[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

const Mark = () => (
  <svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <path d="M2 4h9M2 9h9M2 14h6" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    <path d="M14.5 2.5v15" stroke="currentColor" stroke-width="1" opacity="0.5" />
    <path class="mark-note" d="M17.8 6.5v5.5" stroke-width="2.4" stroke-linecap="round" />
  </svg>
);
