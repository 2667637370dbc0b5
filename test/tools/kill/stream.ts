/** Orders and refunds as a shop sends them: signed, and sent again until they are acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

const together = 8;
const patienceMs = 60_000;
const againAfterMs = 150;
const answerTimeoutMs = 10_000;
const refundEvery = 7;

interface Message {
  id: string;
  body: string;
}
export interface SentOrder extends Message {
  orderId: string;
  receipts: string[];
}
export interface SentRefund extends Message {
  netMinor: number;
}

/** Two of three orders carry a click; every seventh is partly given back. */
export function makeMessages(many: number, receipts: readonly string[]): { orders: SentOrder[]; refunds: SentRefund[] } {
  const orders: SentOrder[] = [];
  const refunds: SentRefund[] = [];
  for (let at = 0; at < many; at++) {
    const orderId = `KILL-${String(at).padStart(5, '0')}`;
    const carried = at % 3 === 0 ? [] : [receipts[at % receipts.length] ?? ''];
    const lines = [
      { lineId: '1', sku: 'VH-RDG-38', quantity: 1, netMinor: 18_900 + at },
      { lineId: '2', sku: 'OF-MTS-1', quantity: 2, netMinor: 4800 },
    ];
    const placedAt = new Date().toISOString();
    const data = { orderId, placedAt, currency: 'USD', lines, receipts: carried };
    orders.push({ id: `msg_${orderId}`, orderId, receipts: carried, body: JSON.stringify({ type: 'order.created', data }) });
    if (at % refundEvery !== 0) continue;
    const netMinor = 2400 + at;
    const refund = { refundId: `${orderId}-R`, orderId, refundedAt: placedAt, currency: 'USD', lines: [{ lineId: '2', netMinor }] };
    refunds.push({ id: `msg_${orderId}-R`, netMinor, body: JSON.stringify({ type: 'order.refunded', data: refund }) });
  }
  return { orders, refunds };
}

interface Sending {
  messages: readonly Message[];
  to: { webhookUrl: string; webhookSecret: string };
  signal: AbortSignal;
  onAcknowledged?: (acknowledged: number) => void;
}
export interface Sent {
  acknowledged: number;
  attempts: number;
  /** How often each result was answered. */
  results: Record<string, number>;
}

/** Eight at a time, each until it is acknowledged. @throws when one is refused for good, or is not taken within a minute. */
export async function sendAll({ messages, to, signal, onAcknowledged }: Sending): Promise<Sent> {
  const sent: Sent = { acknowledged: 0, attempts: 0, results: {} };
  const queue = [...messages];
  const webhook = new Webhook(to.webhookSecret);
  const lane = async (): Promise<void> => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      const result = await sendOne(message);
      sent.acknowledged++;
      sent.results[result] = (sent.results[result] ?? 0) + 1;
      onAcknowledged?.(sent.acknowledged);
    }
  };
  const sendOne = async (message: Message): Promise<string> => {
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      signal.throwIfAborted();
      sent.attempts++;
      const answer = await attempt(to.webhookUrl, webhook, message);
      if (answer.result !== undefined) return answer.result;
      if (answer.status >= 400 && answer.status < 500) throw new Error(`${message.id} was refused: ${answer.status} ${answer.said}`);
      await sleep(againAfterMs);
    }
    throw new Error(`${message.id} was not taken within ${patienceMs / 1000} s`);
  };
  await Promise.all(Array.from({ length: together }, lane));
  return sent;
}

async function attempt(url: string, webhook: Webhook, { id, body }: Message): Promise<{ status: number; result?: string; said?: string }> {
  const now = new Date();
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, now, body),
      },
      body,
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    const said = await answer.text();
    return answer.ok ? { status: answer.status, result: (JSON.parse(said) as { result: string }).result } : { status: answer.status, said };
  } catch (error) {
    return { status: 0, said: error instanceof Error ? error.message : String(error) };
  }
}
