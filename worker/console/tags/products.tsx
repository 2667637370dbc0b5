/** What a creator put beside each of their contents: add, say when and why, order, take off, and what viewers will see of it. */
import { useState } from 'preact/hooks';
import type { Handle } from '#shared/contracts/accounts.ts';
import type { TaggableProduct, TaggedContent } from '#shared/contracts/tags.ts';
import type { Trouble } from '../call.ts';
import { formatCount } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { TableSkeleton } from '../ui/data-table.tsx';
import { MoreRow } from '../ui/more-row.tsx';
import { LoadFailed, Notice } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { AddProduct } from './add-product.tsx';
import { ContentPart } from './content.tsx';

export type Tag = TaggedContent['tags'][number];
export interface TagsPage {
  contents: readonly TaggedContent[];
  next: string | null;
  /** Verified ones. */
  handles: readonly Handle[];
}
interface Act {
  busy: boolean;
  trouble: Trouble | null;
}
export interface NewTag {
  address: string;
  handleId: Handle['id'];
  productId: TaggableProduct['id'];
}
export interface Products {
  loaded: Loaded<TagsPage>;
  /** Where something is being done: a tag's id, a content's id, or `new`. */
  acting: Act & { id: string | null };
  /** Just taken off. */
  removed: { content: TaggedContent; tag: Tag } | null;
  /** Of the last search; null before one. */
  found: Loaded<readonly TaggableProduct[]> | null;
  more: Act;
  onSearch: (query: string) => void;
  onAdd: (place: string, tag: NewTag) => void;
  onChange: (tag: Tag, said: Pick<Tag, 'atSeconds' | 'note'>) => void;
  onOrder: (content: TaggedContent, tagIds: Tag['id'][]) => void;
  onRemove: (content: TaggedContent, tag: Tag) => void;
  onUndo: () => void;
  onMore: () => void;
  onRetry: () => void;
}

export function ProductsView({ loaded, ...props }: Products) {
  const [open, setOpen] = useState<string | null>(null);
  const { tags: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? (
          <TableSkeleton label={common.loading} />
        ) : (
          <LoadFailed trouble={loaded.trouble} onRetry={props.onRetry} />
        )}
      </PageFrame>
    );
  const { contents, handles, next } = loaded.value;
  const count = (number: number): string => formatCount(locale.value, number);
  const products = contents.reduce((sum, { tags }) => sum + tags.length, 0);
  const title =
    products === 0
      ? said.titleNone
      : said.title(said.productCount(count(products)), said.contentCount(count(contents.filter(({ tags }) => tags.length > 0).length)));
  return (
    <PageFrame eyebrow={said.eyebrow} title={title} intro={said.intro}>
      {props.removed ? (
        <Notice kind="done" title={said.removed(props.removed.tag.product.title)}>
          <button type="button" class="button" disabled={props.acting.busy} onClick={props.onUndo}>
            {said.undo}
          </button>
        </Notice>
      ) : null}
      {handles.length === 0 ? (
        <Notice title={said.noHandle}>
          <a href="/handles">{said.toHandles}</a>
        </Notice>
      ) : (
        <Section title={said.newContent} text={said.newContentText}>
          <AddProduct {...props} place="new" handles={handles} isOpen={open === null || open === 'new'} onOpen={() => setOpen('new')} />
        </Section>
      )}
      {contents.map((content) => (
        <ContentPart
          key={content.id}
          {...props}
          content={content}
          handles={handles}
          isAdding={open === content.id}
          onAdding={(isAdding) => setOpen(isAdding ? content.id : null)}
        />
      ))}
      {next === null ? null : <MoreRow text={common.shown(count(contents.length), true)} hasMore {...props.more} onMore={props.onMore} />}
    </PageFrame>
  );
}
