/** The operator's list: claims that wait for someone to look. */
import { useState } from 'preact/hooks';
import type { Claim } from '#shared/contracts/accounts.ts';
import type { Trouble } from '../call.ts';
import { formatCount } from '../format.ts';
import type { Loaded } from '../load.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { type Column, DataTable, TableSkeleton } from '../ui/data-table.tsx';
import { TextField } from '../ui/field.tsx';
import { LoadFailed, Notice, troubleText } from '../ui/notice.tsx';
import { PageFrame } from '../ui/page.tsx';
import { Day } from '../ui/value.tsx';
import { profileAddress } from './profile-address.ts';

export interface Claims {
  loaded: Loaded<readonly Claim[]>;
  now: number;
  approving: { id: string | null; busy: boolean; trouble: Trouble | null };
  onApprove: (claim: Claim, reason: string) => void;
  onRetry: () => void;
}

export function ClaimsView({ loaded, now, approving, onApprove, onRetry }: Claims) {
  const [openId, setOpenId] = useState<string | null>(approving.id);
  const { claims: said, common, trouble } = words.value;
  if (loaded.state !== 'ready')
    return (
      <PageFrame eyebrow={said.eyebrow} title={loaded.state === 'loading' ? common.loading : trouble.failedTitle}>
        {loaded.state === 'loading' ? <TableSkeleton label={common.loading} /> : <LoadFailed trouble={loaded.trouble} onRetry={onRetry} />}
      </PageFrame>
    );
  const claims = loaded.value;
  return (
    <PageFrame eyebrow={said.eyebrow} title={said.title(formatCount(locale.value, claims.length))} intro={said.intro}>
      {claims.length === 0 ? (
        <Notice>{said.emptyText}</Notice>
      ) : (
        <DataTable
          layout="claims"
          caption={said.caption}
          columns={columnsOf(now, (claim) => setOpenId(claim.claim.id), openId)}
          rows={claims}
          rowKey={({ claim }) => claim.id}
          below={(claim) =>
            claim.claim.id === openId ? (
              <Approve claim={claim} approving={approving} onApprove={onApprove} onCancel={() => setOpenId(null)} />
            ) : null
          }
        />
      )}
    </PageFrame>
  );
}

function columnsOf(now: number, onOpen: (claim: Claim) => void, openId: string | null): Column<Claim>[] {
  const { claims: said, platforms } = words.value;
  return [
    {
      id: 'claim',
      head: said.claim,
      cell: (claim) => (
        <>
          <span class="first">{claim.kind === 'handle' ? claim.claim.handle : claim.claim.host}</span>
          <span class="second">{claim.kind === 'handle' ? platforms[claim.claim.platform] : said.domain}</span>
        </>
      ),
    },
    { id: 'by', head: said.by, cell: ({ claimedBy }) => claimedBy },
    { id: 'since', head: said.since, cell: ({ claimedAt }) => <Day at={claimedAt} now={now} /> },
    {
      id: 'code',
      head: said.code,
      cell: (claim) => (
        <>
          <Copyable value={claim.claim.code} label={said.code} />
          <Place claim={claim} />
        </>
      ),
    },
    {
      id: 'do',
      head: '',
      align: 'end',
      cell: (claim) =>
        claim.claim.id === openId ? null : (
          <button type="button" class="button" onClick={() => onOpen(claim)}>
            {said.approve}
          </button>
        ),
    },
  ];
}

/** Where to look, as a link where the address is known. */
function Place({ claim }: { claim: Claim }) {
  const { claims: said, platforms } = words.value;
  const isProfile = claim.kind === 'handle' && claim.claim.platform !== 'web';
  const text = isProfile ? said.place(claim.claim.handle, platforms[claim.claim.platform]) : claim.claim.evidence;
  const address = isProfile ? profileAddress(claim.claim.platform, claim.claim.handle) : claim.claim.evidence;
  if (address === undefined) return <span class="second">{text}</span>;
  return (
    <a class="second" href={address} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  );
}

function Approve({
  claim,
  approving,
  onApprove,
  onCancel,
}: { claim: Claim; onCancel: () => void } & Pick<Claims, 'approving' | 'onApprove'>) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { claims: said, common, programme } = words.value;
  const isThis = approving.id === claim.claim.id;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') onApprove(claim, reason.trim());
  };
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={said.reason}
        hint={said.reasonHint}
        maxLength={300}
        value={reason}
        onValue={setReason}
        error={
          isThis && approving.trouble
            ? troubleText(approving.trouble, { conflict: said.taken })
            : tried && reason.trim() === ''
              ? programme.needed
              : undefined
        }
      />
      <button type="submit" class="button button-main" disabled={isThis && approving.busy}>
        {said.approveConfirm}
      </button>
      <button type="button" class="button-quiet" onClick={onCancel}>
        {common.cancel}
      </button>
    </form>
  );
}
