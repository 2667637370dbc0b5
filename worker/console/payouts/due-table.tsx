import type { DueLine } from '#shared/contracts/payouts.ts';
import { formatMoney } from '../format.ts';
import { locale, words } from '../look.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Money } from '../ui/value.tsx';

export function DueTable({ due }: { due: readonly DueLine[]; now: number }) {
  const { payouts: said } = words.value;
  if (due.length === 0) return <p class="hint">{said.dueNone}</p>;
  return (
    <DataTable
      layout="payouts"
      caption={said.dueCaption}
      columns={[
        { id: 'creator', head: said.creator, cell: ({ creator }) => <span class="first">{creator.name}</span> },
        { id: 'state', head: said.state, cell: (line) => stateOf(line) },
        {
          id: 'amount',
          head: said.amount,
          align: 'end',
          cell: ({ payableMinor, heldMinor, currency }) => (
            <>
              <Money minor={payableMinor} currency={currency} />
              {heldMinor > 0 ? (
                <span class="second">
                  {said.held} <Money minor={heldMinor} currency={currency} plain />
                </span>
              ) : null}
            </>
          ),
        },
      ]}
      rows={due}
      rowKey={({ creator, currency }) => `${creator.id} ${currency}`}
    />
  );
}

function stateOf({ isDue, live, payableMinor, minimumMinor, currency }: DueLine): string {
  const { payouts: said } = words.value;
  if (isDue) return said.isDue;
  if (payableMinor < 0) return said.negative;
  return live ? said.underWay : said.belowMinimum(formatMoney(locale.value, minimumMinor, currency));
}
