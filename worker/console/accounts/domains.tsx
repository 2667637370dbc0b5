import { useState } from 'preact/hooks';
import type { Domain } from '#shared/contracts/accounts.ts';
import type { Trouble } from '../call.ts';
import { formatDay } from '../format.ts';
import { locale, words } from '../look.ts';
import { DataTable } from '../ui/data-table.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { Proof } from '../ui/proof.tsx';
import { ProofMark } from '../ui/state-mark.tsx';

export interface Act {
  busy: boolean;
  trouble: Trouble | null;
}
interface Domains {
  domains: readonly Domain[];
  now: number;
  adding: Act;
  verifying: Act & { id: string | null };
  onAdd: (host: string) => void;
  onVerify: (domain: Domain) => void;
}

export function DomainsSection({ domains, now, adding, verifying, onAdd, onVerify }: Domains) {
  const { integration: said } = words.value;
  const proofOf = (domain: Domain) => (
    <Proof
      code={domain.code}
      text={said.prove(domain.evidence)}
      onVerify={() => onVerify(domain)}
      verifyText={said.verify}
      busy={verifying.id === domain.id && verifying.busy}
      trouble={verifying.id === domain.id ? verifying.trouble : null}
      troubles={{ unprocessable: said.notFound, conflict: said.takenHost }}
    />
  );
  return (
    <Section title={said.domains} text={said.domainsText}>
      {domains.length === 0 ? (
        <Notice>{said.noDomains}</Notice>
      ) : (
        <DataTable
          layout="domains"
          caption={said.domainsCaption}
          columns={[
            { id: 'host', head: said.host, cell: ({ host }) => <span class="first">{host}</span> },
            {
              id: 'state',
              head: said.state,
              cell: ({ verifiedAt: at }) => (
                <ProofMark done={at !== null} text={at === null ? said.waiting : said.verified(formatDay(locale.value, at, now))} />
              ),
            },
          ]}
          rows={domains}
          rowKey={({ id }) => id}
          below={(domain) => (domain.verifiedAt === null ? proofOf(domain) : null)}
        />
      )}
      <AddDomain key={domains.length} adding={adding} onAdd={onAdd} />
    </Section>
  );
}

function AddDomain({ adding, onAdd }: Pick<Domains, 'adding' | 'onAdd'>) {
  const [host, setHost] = useState('');
  const [tried, setTried] = useState(false);
  const { integration: said, programme } = words.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (host.trim() !== '') onAdd(host.trim());
  };
  return (
    <form class="inline-form" onSubmit={submit} noValidate>
      <TextField
        label={said.addHost}
        inputMode="url"
        maxLength={253}
        value={host}
        onValue={setHost}
        error={
          adding.trouble
            ? troubleText(adding.trouble, { unprocessable: said.badHost, invalid_request: said.badHost })
            : tried && host.trim() === ''
              ? programme.needed
              : undefined
        }
      />
      <button type="submit" class="button" disabled={adding.busy}>
        {said.add}
      </button>
    </form>
  );
}
