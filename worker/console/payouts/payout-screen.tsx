import { getDetails, listOwnPayouts, setDetails } from '#shared/contracts/payouts.ts';
import { call } from '../call.ts';
import { useDoing, useLoad } from '../load.ts';
import { type OwnPayoutsPage, OwnPayoutsView } from './payout.tsx';

const pageMax = 100;

export function OwnPayoutsScreen() {
  const { loaded, reload, put } = useLoad<OwnPayoutsPage>(async () => {
    const [{ details }, { payouts }] = await Promise.all([call(getDetails, {}), call(listOwnPayouts, { limit: pageMax })]);
    return { details, payouts };
  });
  const saving = useDoing();
  return (
    <OwnPayoutsView
      loaded={loaded}
      now={Date.now()}
      saving={saving}
      onSave={(wanted) =>
        saving.run(async () => {
          const { details } = await call(setDetails, { details: wanted });
          put((page) => ({ ...page, details }));
        })
      }
      onRetry={reload}
    />
  );
}
