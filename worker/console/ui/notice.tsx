/** What is said about a screen as a whole: nothing yet, not loaded, something to know. */
import type { ComponentChildren } from 'preact';
import type { Trouble } from '../call.ts';
import { words } from '../look.ts';

export function Notice({
  kind = 'plain',
  title,
  children,
}: {
  kind?: 'plain' | 'caution' | 'done';
  title?: string;
  children?: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'caution' ? 'alert' : 'status'}>
      {title ? <p class="notice-title">{title}</p> : null}
      {children}
    </div>
  );
}

/** The words for a refusal; a screen that knows better says it in its own. */
export function troubleText(trouble: Trouble, own: Readonly<Record<string, string>> = {}): string {
  const codes: Readonly<Record<string, string>> = words.value.trouble.codes;
  return own[trouble.code] ?? codes[trouble.code] ?? words.value.trouble.codes.other;
}

/** Stands under a title that says that something could not be loaded: why, and the way to try again. */
export function LoadFailed({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  return (
    <Notice kind="caution">
      <p>{troubleText(trouble)}</p>
      <button type="button" class="button" onClick={onRetry}>
        {words.value.common.retry}
      </button>
    </Notice>
  );
}

interface EmptyState {
  title: string;
  text: string;
  steps: readonly string[];
  action: { text: string; href: string };
}

/** An empty screen says how it fills. */
export function Empty({ title, text, steps, action }: EmptyState) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <a class="button button-main" href={action.href}>
        {action.text}
      </a>
    </div>
  );
}
