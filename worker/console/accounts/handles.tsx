/** A creator's handles: claim, prove, and see which are proven. */
import { useState } from 'preact/hooks';
import type { Handle } from '#shared/contracts/accounts.ts';
import { type Platform, platforms } from '#shared/platforms.ts';
import type { Trouble } from '../call.ts';
import { formatDay } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame, Section } from '../ui/page.tsx';
import { Proof } from '../ui/proof.tsx';
import { ProofMark } from '../ui/state-mark.tsx';

export interface Handles {
  loaded: Loaded<readonly Handle[]>;
  now: number;
  claiming: { busy: boolean; trouble: Trouble | null };
  /** The handle that is being verified, or was last, and what came of it. */
  verifying: { id: string | null; busy: boolean; trouble: Trouble | null };
  onClaim: (claim: { platform: Platform; handle: string }) => void;
  onVerify: (handle: Handle) => void;
  onRetry: () => void;
}

export function HandlesView({ loaded, now, claiming, verifying, onClaim, onVerify, onRetry }: Handles) {
  const { handles: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? (
          <TableSkeleton label={common.loading} rows={3} />
        ) : (
          <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />
        )}
      </PageFrame>
    );
  const handles = loaded.value;
  const verified = handles.filter(({ verifiedAt }) => verifiedAt !== null).length;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(verified)} intro={said.intro}>
      {handles.length === 0 ? (
        <Notice>{said.emptyText}</Notice>
      ) : (
        <DataTable
          layout="handles"
          caption={said.tableCaption}
          columns={columnsOf(now)}
          rows={handles}
          rowKey={({ id }) => id}
          below={(handle) =>
            handle.verifiedAt === null ? <HandleProof handle={handle} verifying={verifying} onVerify={onVerify} /> : null
          }
        />
      )}
      <Section title={said.claimTitle}>
        <ClaimForm key={handles.length} claiming={claiming} onClaim={onClaim} />
      </Section>
    </PageFrame>
  );
}

function columnsOf(now: number): Column<Handle>[] {
  const { handles: said, platforms: names } = words.value;
  return [
    { id: 'platform', head: said.platform, cell: ({ platform }) => names[platform] },
    { id: 'handle', head: said.handle, cell: ({ handle }) => <span class="first">{handle}</span> },
    {
      id: 'state',
      head: said.state,
      cell: ({ verifiedAt }) => (
        <ProofMark
          done={verifiedAt !== null}
          text={verifiedAt === null ? said.waiting : said.verified(formatDay(locale.value, verifiedAt, now))}
        />
      ),
    },
  ];
}

function HandleProof({
  handle,
  verifying,
  onVerify,
}: {
  handle: Handle;
  verifying: Handles['verifying'];
  onVerify: (handle: Handle) => void;
}) {
  const { handles: said, platforms: names } = words.value;
  const isWeb = handle.platform === 'web';
  const isThis = verifying.id === handle.id;
  return (
    <Proof
      code={handle.code}
      text={isWeb ? said.proveWeb(handle.evidence) : said.provePlatform(handle.handle, names[handle.platform])}
      onVerify={isWeb ? () => onVerify(handle) : undefined}
      verifyText={said.verify}
      busy={isThis && verifying.busy}
      trouble={isThis ? verifying.trouble : null}
      troubles={{ unprocessable: said.notFound, conflict: said.taken }}
    />
  );
}

function ClaimForm({ claiming, onClaim }: { claiming: Handles['claiming']; onClaim: Handles['onClaim'] }) {
  const [platform, setPlatform] = useState<Platform>('youtube');
  const [handle, setHandle] = useState('');
  const [tried, setTried] = useState(false);
  const { handles: said, platforms: names, programme } = words.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (handle.trim() !== '') onClaim({ platform, handle: handle.trim() });
  };
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <SelectField
        label={said.platform}
        value={platform}
        onValue={setPlatform}
        options={platforms.map((value) => ({ value, text: names[value] }))}
      />
      <TextField
        label={said.handleLabel}
        hint={platform === 'web' ? said.webHint : said.handleHint}
        value={handle}
        onValue={setHandle}
        maxLength={100}
        error={
          claiming.trouble
            ? troubleText(claiming.trouble, { unprocessable: said.badHandle, conflict: said.many, invalid_request: said.badHandle })
            : tried && handle.trim() === ''
              ? programme.needed
              : undefined
        }
      />
      <button type="submit" class="button button-main" disabled={claiming.busy}>
        {said.claim}
      </button>
    </form>
  );
}
