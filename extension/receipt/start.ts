import { h, render } from 'preact';
import { ask } from '#extension/base/ask.ts';
import { ground, orTell } from '#extension/base/ui/start-page.ts';
import { type Checked, check } from './check.ts';
import { Receipt } from './receipt.tsx';
import { receiptWords } from './words.ts';
import './receipt.css';

/** The card is named by the part of the address that no server sees. */
export async function startReceipt(): Promise<void> {
  const { language, locale, shown, decision } = await ask('receipt.show', { cardId: location.hash.slice(1) || '-' });
  let checked: Checked | null = null;
  const draw = () => render(h(Receipt, { shown, checked, decision, language, locale, onSave, onAgain }), ground());
  const onAgain = () => orTell(startReceipt());
  const onSave = () => {
    if (!shown) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([JSON.stringify({ receipt: shown.receipt, page: shown.page }, null, 2)], { type: 'application/json' }),
    );
    link.download = 'gloss-receipt.json';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  document.title = `Gloss · ${receiptWords[language].title}`;
  document.documentElement.lang = language;
  draw();
  checked = shown && (await check(shown));
  draw();
}
