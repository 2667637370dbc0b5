import { type Item, readStored, writeStored } from './storage.ts';

/** The part of `browser.storage` that is used. */
export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  clear(): Promise<void>;
}
export interface Store {
  read<T>(item: Item<T>): Promise<T>;
  /** Changes wait for each other, so that none is lost between a read and a write. */
  change<T>(item: Item<T>, next: (now: T) => T): Promise<T>;
  clear(): Promise<void>;
}

export function makeStore(areas: Readonly<Record<'local' | 'session', Area>>): Store {
  let last: Promise<unknown> = Promise.resolve();
  const read = async <T>(item: Item<T>): Promise<T> =>
    readStored(item, (await areas[item.area].get(item.key))[item.key]) ?? structuredClone(item.start);
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  };
  return {
    read: (item) => inTurn(() => read(item)),
    change: (item, next) =>
      inTurn(async () => {
        const value = next(await read(item));
        await areas[item.area].set({ [item.key]: writeStored(item, value) });
        return value;
      }),
    clear: () =>
      inTurn(async () => {
        await areas.local.clear();
        await areas.session.clear();
      }),
  };
}
