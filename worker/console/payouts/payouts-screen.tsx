import { useState } from 'preact/hooks';
import {
  approvePayouts,
  cancelPayouts,
  draftPayouts,
  getProvider,
  listDue,
  listFiles,
  listPayouts,
  makeFile,
  type StepResult,
  sendPayouts,
  setProvider,
  settlePayouts,
} from '#shared/contracts/payouts.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { words } from '../look.ts';
import { session } from '../session.ts';
import { type PayoutsPage, PayoutsView } from './payouts.tsx';

const pageMax = 100;
/** Lists follow the book within moments. */
const followMs = 400;

export function PayoutsScreen() {
  const { loaded, reload } = useLoad<PayoutsPage>(loadPage);
  const doing = useDoing();
  const [refused, setRefused] = useState<readonly StepResult[]>([]);
  const step = (work: () => Promise<readonly StepResult[]>): void =>
    doing.run(async () => {
      setRefused([]);
      const results = await work();
      setRefused(results.filter(({ result }) => result === 'refused'));
      await new Promise((resolve) => setTimeout(resolve, followMs));
      reload();
    });
  return (
    <PayoutsView
      loaded={loaded}
      now={Date.now()}
      doing={doing}
      refused={refused}
      onDraft={() =>
        step(async () => {
          await call(draftPayouts, { only: null });
          return [];
        })
      }
      onApprove={(payoutIds) => step(async () => (await call(approvePayouts, { payoutIds })).results)}
      onCancel={(payoutId) =>
        step(async () => (await call(cancelPayouts, { payoutIds: [payoutId], why: words.value.payouts.cancelReason })).results)
      }
      onFile={() => step(async () => (await call(makeFile, { requestId: crypto.randomUUID(), payoutIds: null })).results)}
      onSend={(payoutIds) => step(async () => (await call(sendPayouts, { payoutIds })).results)}
      onResult={(result) => step(async () => (await call(settlePayouts, { results: [result] })).results)}
      onProvider={(url) =>
        step(async () => {
          await call(setProvider, { url: url === '' ? null : url, rotate: false });
          return [];
        })
      }
      onRetry={reload}
    />
  );
}

async function loadPage(): Promise<PayoutsPage> {
  const me = session.value.state === 'person' ? session.value.me : null;
  const isOwner = me?.role === 'owner';
  const [{ due, health }, { payouts }, { files }, provider] = await Promise.all([
    call(listDue, { limit: pageMax }),
    call(listPayouts, { limit: pageMax }),
    call(listFiles, {}),
    isOwner ? call(getProvider, {}) : null,
  ]);
  return { due, health, payouts, files, provider, userId: me?.user.id ?? '' };
}
