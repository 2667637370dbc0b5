import { useState } from 'preact/hooks';
import { contentAt } from '#shared/content-key.ts';
import type { Handle } from '#shared/contracts/accounts.ts';
import type { TaggableProduct, TaggedContent } from '#shared/contracts/tags.ts';
import { handleKey } from '#shared/platforms.ts';
import { words } from '../look.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { LoadFailed, troubleText } from '../ui/notice.tsx';
import type { Products } from './products.tsx';
import { ProductCell, StandingCell } from './standing.tsx';

type Adding = Pick<Products, 'acting' | 'found' | 'onSearch' | 'onAdd'> & {
  /** A content's id, or `new`. */
  place: string;
  handles: readonly Handle[];
  /** Where it is known already. */
  content?: TaggedContent;
  isOpen: boolean;
  onOpen: () => void;
};

/** First which content, then which product; each that is found is added with one press. */
export function AddProduct({ place, handles, content, acting, found, isOpen, onOpen, onSearch, onAdd }: Adding) {
  const [address, setAddress] = useState(content?.address ?? '');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { tags: said, programme } = words.value;
  const own = ownHandles(handles, address);
  const handle = own.find(({ id }) => id === chosen) ?? own[0];
  const addressError =
    address.trim() === ''
      ? tried
        ? programme.needed
        : undefined
      : handle
        ? undefined
        : contentAt(address.trim())
          ? said.otherHandle
          : said.noContent;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    onOpen();
    if (handle && query.trim() !== '') onSearch(query.trim());
  };
  const isThis = acting.id === place;
  return (
    <div class="adding">
      <form class="inline-form" onSubmit={submit} noValidate>
        {content ? null : (
          <TextField
            label={said.address}
            hint={said.addressHint}
            inputMode="url"
            maxLength={2048}
            value={address}
            onValue={setAddress}
            error={addressError}
          />
        )}
        {content || own.length < 2 ? null : (
          <SelectField
            label={said.handle}
            value={handle?.id ?? ''}
            onValue={setChosen}
            options={own.map(({ id, handle: name }) => ({ value: id as string, text: name }))}
          />
        )}
        <TextField
          label={said.query}
          hint={said.queryHint}
          maxLength={300}
          value={query}
          onValue={setQuery}
          error={tried && query.trim() === '' ? programme.needed : undefined}
        />
        <button type="submit" class="button" disabled={found?.state === 'loading'}>
          {isOpen && found?.state === 'loading' ? said.searching : said.search}
        </button>
      </form>
      {isThis && acting.trouble ? (
        <p class="error" role="alert">
          {troubleText(acting.trouble, { unprocessable: said.refused })}
        </p>
      ) : null}
      {isOpen && found?.state === 'failed' ? <LoadFailed trouble={found.trouble} onRetry={() => onSearch(query.trim())} /> : null}
      {isOpen && found?.state === 'ready' && found.value.length === 0 ? <p class="hint">{said.foundNone}</p> : null}
      {isOpen && found?.state === 'ready' && found.value.length > 0 ? (
        <DataTable
          layout="found"
          caption={said.found}
          columns={columnsOf({
            isThere: (id) => content?.tags.some(({ product }) => product.id === id) ?? false,
            busy: isThis && acting.busy,
            onAdd: handle ? ({ id }) => onAdd(place, { address: address.trim(), handleId: handle.id, productId: id }) : undefined,
          })}
          rows={found.value}
          rowKey={({ id }) => id}
        />
      ) : null}
    </div>
  );
}

/** Those whose content it may be: of its platform, and the one that its address names. */
function ownHandles(handles: readonly Handle[], address: string): Handle[] {
  const at = contentAt(address.trim());
  return at
    ? handles.filter(
        ({ platform, handle }) => platform === at.platform && (at.handle === undefined || handleKey(platform, handle) === at.handle),
      )
    : [];
}

function columnsOf({
  isThere,
  busy,
  onAdd,
}: {
  isThere: (id: string) => boolean;
  busy: boolean;
  onAdd: ((product: TaggableProduct) => void) | undefined;
}): Column<TaggableProduct>[] {
  const { tags: said } = words.value;
  return [
    { id: 'products', head: said.product, cell: (product) => <ProductCell product={product} /> },
    { id: 'why', head: said.viewers, cell: (product) => <StandingCell product={product} /> },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: (product) =>
        isThere(product.id) ? (
          <span class="second">{said.added}</span>
        ) : (
          <button type="button" class="button" disabled={busy || !onAdd || !isTaggable(product)} onClick={() => onAdd?.(product)}>
            {said.add}
          </button>
        ),
    },
  ];
}

const isTaggable = ({ programme }: TaggableProduct): boolean => ['open', 'no_benefit', 'plain_only'].includes(programme);
