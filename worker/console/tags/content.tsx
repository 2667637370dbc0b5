import { useEffect, useRef, useState } from 'preact/hooks';
import type { Handle } from '#shared/contracts/accounts.ts';
import { noteLengthMax, type TaggedContent, tagsPerContentMax } from '#shared/contracts/tags.ts';
import { formatCount } from '../format.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { TextField } from '../ui/field.tsx';
import { troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { AddProduct } from './add-product.tsx';
import { momentText, parseMoment } from './moment.ts';
import type { Products, Tag } from './products.tsx';
import { ProductCell, StandingCell } from './standing.tsx';

type Part = Omit<Products, 'loaded'> & {
  content: TaggedContent;
  handles: readonly Handle[];
  isAdding: boolean;
  onAdding: (isAdding: boolean) => void;
};

export function ContentPart(props: Part) {
  const { content, isAdding, onAdding, acting } = props;
  const [editing, setEditing] = useState<string | null>(null);
  const { tags: said, platforms } = words.value;
  const { tags, address, platform, handle } = content;
  return (
    <Section
      title={`${platforms[platform]} · ${handle}`}
      aside={
        <a class="second" href={address} target="_blank" rel="noreferrer noopener">
          {address}
        </a>
      }
    >
      {tags.length === 0 ? null : (
        <DataTable
          layout="tags"
          caption={said.caption}
          columns={columnsOf(props, (id) => setEditing(id === editing ? null : id), editing)}
          rows={tags}
          rowKey={({ id }) => id}
          below={(tag) => (tag.id === editing ? <EditTag {...props} tag={tag} onClose={() => setEditing(null)} /> : null)}
        />
      )}
      {acting.id === content.id && acting.trouble && !isAdding ? (
        <p class="error" role="alert">
          {troubleText(acting.trouble)}
        </p>
      ) : null}
      {tags.length >= tagsPerContentMax ? (
        <p class="hint">{said.full(formatCount(locale.value, tagsPerContentMax))}</p>
      ) : (
        <button type="button" class="button" aria-expanded={isAdding} onClick={() => onAdding(!isAdding)}>
          {isAdding ? said.close : said.addProduct}
        </button>
      )}
      {isAdding ? <AddProduct {...props} place={content.id} isOpen onOpen={() => onAdding(true)} /> : null}
    </Section>
  );
}

function columnsOf({ content, acting, onOrder, onRemove }: Part, onEdit: (id: string) => void, editing: string | null): Column<Tag>[] {
  const { tags: said } = words.value;
  const ids = content.tags.map(({ id }) => id);
  const moved = (tag: Tag, by: -1 | 1): Tag['id'][] => {
    const at = ids.indexOf(tag.id);
    return ids.map((id, place) => (place === at ? (ids[at + by] ?? id) : place === at + by ? tag.id : id));
  };
  const quiet = { type: 'button', class: 'button-quiet' } as const;
  return [
    { id: 'products', head: said.product, cell: ({ product }) => <ProductCell product={product} /> },
    {
      id: 'since',
      head: said.moment,
      cell: ({ atSeconds }) => (atSeconds === null ? <span class="second">–</span> : <span class="number">{momentText(atSeconds)}</span>),
    },
    { id: 'why', head: said.viewers, cell: ({ product, note }) => <StandingCell product={product} note={note} /> },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: (tag) => {
        const { title } = tag.product;
        const at = ids.indexOf(tag.id);
        return (
          <div class="doing">
            <button
              {...quiet}
              aria-label={said.upLabel(title)}
              disabled={at === 0 || acting.busy}
              onClick={() => onOrder(content, moved(tag, -1))}
            >
              {said.up}
            </button>
            <button
              {...quiet}
              aria-label={said.downLabel(title)}
              disabled={at === ids.length - 1 || acting.busy}
              onClick={() => onOrder(content, moved(tag, 1))}
            >
              {said.down}
            </button>
            <button {...quiet} aria-expanded={editing === tag.id} onClick={() => onEdit(tag.id)}>
              {said.edit}
            </button>
            <button {...quiet} disabled={acting.busy} onClick={() => onRemove(content, tag)}>
              {said.remove}
            </button>
          </div>
        );
      },
    },
  ];
}

function EditTag({ tag, acting, onChange, onClose }: Part & { tag: Tag; onClose: () => void }) {
  const [moment, setMoment] = useState(tag.atSeconds === null ? '' : momentText(tag.atSeconds));
  const [note, setNote] = useState(tag.note ?? '');
  const { tags: said, common } = words.value;
  const atSeconds = parseMoment(moment);
  const isThis = acting.id === tag.id;
  // What was said is kept: its form goes.
  const before = useRef(tag);
  useEffect(() => {
    if (tag.atSeconds !== before.current.atSeconds || tag.note !== before.current.note) onClose();
  }, [tag, onClose]);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (atSeconds !== undefined) onChange(tag, { atSeconds, note: note.trim() || null });
  };
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={said.moment}
        hint={said.momentHint}
        value={moment}
        onValue={setMoment}
        error={atSeconds === undefined ? said.badMoment : undefined}
        narrow
      />
      <TextField
        label={said.note}
        hint={said.noteHint(formatCount(locale.value, noteLengthMax))}
        maxLength={noteLengthMax}
        value={note}
        onValue={setNote}
        error={isThis && acting.trouble ? troubleText(acting.trouble) : undefined}
      />
      <button type="submit" class="button button-main" disabled={isThis && acting.busy}>
        {common.save}
      </button>
      <button type="button" class="button-quiet" onClick={onClose}>
        {said.close}
      </button>
    </form>
  );
}
