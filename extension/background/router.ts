/** Trusts nobody: who sends is taken from the browser, what is sent is parsed, and each message is open to one kind of sender only. */
import { type Answers, type Ask, type From, type FromOf, messages, type Name, type Reply } from '#extension/base/messages.ts';
import { Refusal } from '#shared/errors.ts';
import type { Call, PageCall } from './call.ts';

/** What the browser tells of a sender. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}
export type Known = { from: 'page'; tabId: number; address: string } | { from: 'extension' };
export type Handlers = {
  [K in Name]: (call: FromOf<K> extends 'page' ? PageCall : Call, ask: Ask<K>) => Promise<Answers[K]>;
};
export interface Own {
  id: string;
  /** `chrome-extension://…` without a slash at the end. */
  origin: string;
}

export function makeRouter({ own, handlers, call }: { own: Own; handlers: Handlers; call: () => Call }) {
  return async (message: unknown, sender: Sender): Promise<Reply<unknown>> => {
    const known = knownSender(sender, own);
    const name = nameOf(message);
    if (!known || !name) return refused('forbidden', 'This message is not taken.');
    const { from, ask } = messages[name];
    if (!mayAsk(from, known)) return refused('forbidden', `${name} is not for this sender.`);
    const parsed = ask.safeParse((message as { data?: unknown }).data);
    if (!parsed.success) return refused('invalid_request', `${name} has another form.`);
    const full: Call | PageCall = known.from === 'page' ? { ...call(), tabId: known.tabId, address: known.address } : call();
    // The map's type ties each name to its handler; TypeScript cannot follow a name that is only known at run time.
    const handler = handlers[name] as (call: Call | PageCall, ask: unknown) => Promise<unknown>;
    try {
      return { ok: true, value: await handler(full, parsed.data) };
    } catch (error) {
      return error instanceof Refusal ? refused(error.code, error.message) : refused('internal', 'Something went wrong here.');
    }
  };
}

/** Our own content script in the top frame of a web page that is shown, or one of our own pages; nobody else. */
export function knownSender(sender: Sender, own: Own): Known | undefined {
  if (sender.id !== own.id || sender.url === undefined) return undefined;
  const url = URL.parse(sender.url);
  if (!url) return undefined;
  if (sender.url.startsWith(`${own.origin}/`)) {
    return sender.origin === undefined || sender.origin === own.origin ? { from: 'extension' } : undefined;
  }
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isSameOrigin = sender.origin === undefined || sender.origin === url.origin;
  const isShown = sender.documentLifecycle === undefined || sender.documentLifecycle === 'active';
  const tabId = sender.tab?.id;
  if (!isWeb || !isSameOrigin || !isShown || sender.frameId !== 0 || tabId === undefined || tabId < 0) return undefined;
  return { from: 'page', tabId, address: sender.url };
}

const mayAsk = (from: From, known: Known): boolean => from === known.from;

function nameOf(message: unknown): Name | undefined {
  if (typeof message !== 'object' || message === null || !('name' in message)) return undefined;
  const { name } = message;
  return typeof name === 'string' && Object.hasOwn(messages, name) ? (name as Name) : undefined;
}

const refused = (code: string, message: string): Reply<never> => ({ ok: false, code, message });
