/** The same path under every model, side by side; the one in force is marked. */
import type { ExplainedOrder } from '#shared/contracts/orders.ts';
import { sumMinor } from '#shared/money.ts';
import { words } from '../look.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Money } from '../ui/value.tsx';

interface Row {
  id: string;
  name: string;
  /** By model; a creator that a model gives nothing is left out. */
  amounts: ReadonlyMap<string, number>;
}

export function OrderModels({ explained: { models, model: inForce, order } }: { explained: ExplainedOrder }) {
  const { order: said, orders, terms } = words.value;
  const creators = new Map(models.flatMap(({ shares }) => shares.map(({ creator }) => [creator.id, creator.name])));
  const [only] = [...creators.values()];
  if (creators.size === 1 && only !== undefined) return <p class="hint">{said.oneCreator(only)}</p>;
  const rows = [...creators].map(([id, name]): Row => ({ id, name, amounts: amountsOf(models, id) }));
  const together: Row = {
    id: 'together',
    name: said.together,
    amounts: new Map(models.map(({ model, shares }) => [model, sumMinor(shares.map(({ amountMinor }) => amountMinor))])),
  };
  const columns: Column<Row>[] = [
    { id: 'name', head: orders.creator, cell: ({ id, name }) => <span class={id === 'together' ? 'second' : 'first'}>{name}</span> },
    ...models.map(
      ({ model }): Column<Row> => ({
        id: model,
        head: model === inForce ? `${terms.models[model]} · ${said.inForce}` : terms.models[model],
        align: 'end',
        cell: ({ amounts }) => {
          const minor = amounts.get(model);
          return minor === undefined ? (
            <span class="second">–</span>
          ) : (
            <Money minor={minor} currency={order.currency} plain={model !== inForce} />
          );
        },
      }),
    ),
  ];
  return <DataTable layout="models" caption={said.modelsCaption} columns={columns} rows={[...rows, together]} rowKey={({ id }) => id} />;
}

const amountsOf = (models: ExplainedOrder['models'], creatorId: string): Row['amounts'] =>
  new Map(
    models.flatMap(({ model, shares }) => {
      const share = shares.find(({ creator }) => creator.id === creatorId);
      return share ? [[model, share.amountMinor] as const] : [];
    }),
  );
