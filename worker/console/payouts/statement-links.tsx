import { statementPage, statementTable } from '#shared/contracts/payouts.ts';
import { language, words } from '../look.ts';

/** Opens the statement to print, and its lines as a table, in the language of the screen. */
export function StatementLinks({ query }: { query: Readonly<Record<string, string>> }) {
  const { payouts: said } = words.value;
  const asked = new URLSearchParams({ ...query, language: language.value });
  return (
    <div class="actions">
      <a href={`${statementPage.path}?${asked}`} target="_blank" rel="noreferrer noopener">
        {said.statement}
      </a>
      <a href={`${statementTable.path}?${asked}`} download>
        {said.lines}
      </a>
    </div>
  );
}
