import { useState } from 'preact/hooks';
import { getMe } from '#shared/contracts/accounts.ts';
import { searchProducts } from '#shared/contracts/recommend.ts';
import { addTag, changeTag, listTaggedContents, orderTags, removeTag, type TaggedContent } from '#shared/contracts/tags.ts';
import { call, troubleOf } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { type Products, ProductsView, type TagsPage } from './products.tsx';

export function ProductsScreen() {
  const { loaded, reload, put } = useLoad<TagsPage>(loadTags);
  const [acting, more] = [useDoing(), useDoing()];
  const [actingId, setActingId] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Products['removed']>(null);
  const [found, setFound] = useState<Products['found']>(null);

  const act = (id: string, work: () => Promise<TaggedContent>, then: () => void = () => undefined): void => {
    setActingId(id);
    acting.run(async () => {
      const content = await work();
      put((page) => ({ ...page, contents: inPlace(page.contents, content) }));
      then();
    });
  };
  return (
    <ProductsView
      loaded={loaded}
      acting={{ ...acting, id: actingId }}
      removed={removed}
      found={found}
      more={more}
      onSearch={(q) => {
        setFound({ state: 'loading' });
        call(searchProducts, { q }).then(
          ({ products }) => setFound({ state: 'ready', value: products }),
          (error: unknown) => setFound({ state: 'failed', trouble: troubleOf(error) }),
        );
      }}
      onAdd={(place, tag) =>
        act(
          place,
          () => call(addTag, { requestId: crypto.randomUUID(), ...tag }),
          () => setRemoved(null),
        )
      }
      onChange={({ id }, said) => act(id, () => call(changeTag, { tagId: id, ...said }))}
      onOrder={({ id }, tagIds) => act(id, () => call(orderTags, { contentId: id, tagIds }))}
      onRemove={(content, tag) =>
        act(
          content.id,
          () => call(removeTag, { tagId: tag.id }),
          () => setRemoved({ content, tag }),
        )
      }
      onUndo={() => {
        if (!removed || loaded.state !== 'ready') return;
        const { content, tag } = removed;
        const handle = loaded.value.handles.find((one) => one.platform === content.platform && one.handle === content.handle);
        if (!handle) return;
        const said = { ...(tag.atSeconds !== null && { atSeconds: tag.atSeconds }), ...(tag.note !== null && { note: tag.note }) };
        const again = { requestId: crypto.randomUUID(), handleId: handle.id, address: content.address, productId: tag.product.id, ...said };
        act(
          content.id,
          () => call(addTag, again),
          () => setRemoved(null),
        );
      }}
      onMore={() => {
        if (loaded.state !== 'ready' || loaded.value.next === null) return;
        const after = loaded.value.next;
        more.run(async () => {
          const { contents, next } = await call(listTaggedContents, { after });
          put((page) => ({ ...page, next, contents: [...page.contents, ...contents] }));
        });
      }}
      onRetry={reload}
    />
  );
}

async function loadTags(): Promise<TagsPage> {
  const [tagged, { handles }] = await Promise.all([call(listTaggedContents, {}), call(getMe, {})]);
  return { ...tagged, handles: handles.filter(({ verifiedAt }) => verifiedAt !== null) };
}

/** The newest first: one that is new stands in front. */
const inPlace = (all: readonly TaggedContent[], one: TaggedContent): TaggedContent[] =>
  all.some(({ id }) => id === one.id) ? all.map((other) => (other.id === one.id ? one : other)) : [one, ...all];
