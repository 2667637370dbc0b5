import './page.css';
import '#shared/theme.css';

/** The element our own pages are drawn into. */
export function ground(): HTMLElement {
  return document.body;
}

/** Shows what failed instead of a blank page. */
export function orTell(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    const line = document.createElement('p');
    line.className = 'trouble';
    line.textContent = error instanceof Error ? error.message : String(error);
    document.body.prepend(line);
  });
}
