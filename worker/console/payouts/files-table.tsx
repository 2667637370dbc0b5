import { getFile, type PayoutFile } from '#shared/contracts/payouts.ts';
import { formatCount, formatDay } from '../format.ts';
import { locale, words } from '../look.ts';
import { DataTable } from '../ui/data-table.tsx';

export function FilesTable({ files, now }: { files: readonly PayoutFile[]; now: number }) {
  const { payouts: said } = words.value;
  return (
    <DataTable
      layout="payouts"
      caption={said.files}
      columns={[
        {
          id: 'creator',
          head: said.byFile,
          cell: ({ madeAt, payouts, madeBy }) => (
            <>
              <span class="first">{said.file(formatCount(locale.value, payouts), formatDay(locale.value, madeAt, now))}</span>
              <span class="second">{madeBy.name}</span>
            </>
          ),
        },
        {
          id: 'do',
          head: '',
          align: 'end',
          cell: ({ id }) => (
            <a href={getFile.path.replace('{fileId}', id)} download>
              {said.download}
            </a>
          ),
        },
      ]}
      rows={files}
      rowKey={({ id }) => id}
    />
  );
}
