/** A screen's frame: its name, the answer as title, its actions, its content. */
import type { ComponentChildren } from 'preact';

interface Page {
  eyebrow: ComponentChildren;
  title: ComponentChildren;
  intro?: ComponentChildren;
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

export function PageFrame({ eyebrow, title, intro, actions, children }: Page) {
  return (
    <article class="page">
      <header class="page-head">
        <div class="page-title">
          <p class="eyebrow">{eyebrow}</p>
          <h1>{title}</h1>
          {intro ? <p class="intro">{intro}</p> : null}
        </div>
        {actions ? <div class="actions">{actions}</div> : null}
      </header>
      {children}
    </article>
  );
}

/** A titled part of a screen, with what it is for. */
export function Section({
  title,
  text,
  aside,
  children,
}: {
  title: string;
  text?: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <header class="section-head">
        <h2>{title}</h2>
        {text ? <p>{text}</p> : null}
        {aside}
      </header>
      <div class="section-body">{children}</div>
    </section>
  );
}
