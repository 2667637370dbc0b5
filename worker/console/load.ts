/** What a screen loads, as views take it: not yet, not at all, or there. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Trouble, troubleOf } from './call.ts';

export type Loaded<T> = { state: 'loading' } | { state: 'failed'; trouble: Trouble } | { state: 'ready'; value: T };

export interface Loading<T> {
  loaded: Loaded<T>;
  reload: () => void;
  /** Puts what an action answered in place of what was loaded. */
  put: (change: (value: T) => T) => void;
}

/** Loads once, again on `reload`, and when the connection comes back. What is there stays visible meanwhile. */
export function useLoad<T>(load: () => Promise<T>): Loading<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const latest = useRef(0);
  const loadRef = useRef(load);
  loadRef.current = load;

  const reload = useCallback(() => {
    const turn = ++latest.current;
    const settle = (next: (before: Loaded<T>) => Loaded<T>) => {
      if (latest.current === turn) setLoaded(next);
    };
    setLoaded((before) => (before.state === 'failed' ? { state: 'loading' } : before));
    loadRef.current().then(
      (value) => settle(() => ({ state: 'ready', value })),
      (error: unknown) => settle((before) => (before.state === 'ready' ? before : { state: 'failed', trouble: troubleOf(error) })),
    );
  }, []);

  useEffect(() => {
    reload();
    addEventListener('online', reload);
    return () => {
      latest.current += 1;
      removeEventListener('online', reload);
    };
  }, [reload]);

  const put = useCallback((change: (value: T) => T) => {
    setLoaded((before) => (before.state === 'ready' ? { state: 'ready', value: change(before.value) } : before));
  }, []);
  return { loaded, reload, put };
}

export interface Doing {
  busy: boolean;
  trouble: Trouble | null;
  /** Runs one at a time; a failure is kept as `trouble` until the next try. */
  run: (work: () => Promise<void>) => void;
}

/** An action behind a button. */
export function useDoing(): Doing {
  const [doing, setDoing] = useState<{ busy: boolean; trouble: Trouble | null }>({ busy: false, trouble: null });
  const busy = useRef(false);
  const run = useCallback((work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setDoing({ busy: true, trouble: null });
    work()
      .then(
        () => setDoing({ busy: false, trouble: null }),
        (error: unknown) => setDoing({ busy: false, trouble: troubleOf(error) }),
      )
      .finally(() => {
        busy.current = false;
      });
  }, []);
  return { ...doing, run };
}
