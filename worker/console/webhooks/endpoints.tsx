import { endpointsMax, failingDays, type HookEndpoint } from '#shared/contracts/webhooks.ts';
import { formatCount, formatDay, formatMoment, formatTime } from '../format.ts';
import { locale, words } from '../look.ts';
import { Copyable } from '../ui/copyable.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { Mark } from '../ui/state-mark.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { AddEndpoint } from './add-endpoint.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import type { Webhooks } from './webhooks.tsx';

type Endpoints = Webhooks & { endpoints: readonly HookEndpoint[] };

export function EndpointsSection(props: Endpoints) {
  const { webhooks: said } = words.value;
  const { endpoints, newSecret, onSecretStored } = props;
  return (
    <Section title={said.endpoints} text={said.endpointsText}>
      {newSecret ? (
        <Notice kind="caution" title={said.secretOnce(newSecret.url)}>
          <Copyable value={newSecret.secret} label={said.secret} />
          <button type="button" class="button" onClick={onSecretStored}>
            {said.secretStored}
          </button>
        </Notice>
      ) : null}
      {endpoints.length === 0 ? (
        <p class="hint">{said.none}</p>
      ) : (
        <DataTable
          layout="endpoints"
          caption={said.endpointsCaption}
          columns={columnsOf(props)}
          rows={endpoints}
          rowKey={({ id }) => id}
          below={(endpoint) => <Doing {...props} endpoint={endpoint} />}
        />
      )}
      {endpoints.length >= endpointsMax ? (
        <p class="hint">{said.many(formatCount(locale.value, endpointsMax))}</p>
      ) : (
        <AddEndpoint key={endpoints.length} {...props} />
      )}
    </Section>
  );
}

function columnsOf({ now }: Endpoints): Column<HookEndpoint>[] {
  const { webhooks: said } = words.value;
  const count = (number: number): string => formatCount(locale.value, number);
  return [
    {
      id: 'address',
      head: said.address,
      cell: ({ url, eventTypes }) => (
        <>
          <code class="first">{url}</code>
          <span class="second">{eventTypes.map((type) => said.types[type]).join(' · ')}</span>
        </>
      ),
    },
    { id: 'state', head: said.state, cell: (endpoint) => <EndpointState endpoint={endpoint} now={now} /> },
    { id: 'waiting', head: said.states.waiting, align: 'end', cell: ({ counts }) => <span class="number">{count(counts.waiting)}</span> },
    { id: 'failed', head: said.states.failed, align: 'end', cell: ({ counts }) => <span class="number">{count(counts.failed)}</span> },
    {
      id: 'delivered',
      head: said.states.delivered,
      align: 'end',
      cell: ({ counts }) => <span class="number">{count(counts.delivered)}</span>,
    },
  ];
}

function EndpointState({ endpoint, now }: { endpoint: HookEndpoint; now: number }) {
  const { webhooks: said } = words.value;
  const { state, stateAt, pausedUntil } = endpoint;
  return (
    <>
      <Mark form={state === 'on' ? (pausedUntil === null ? 'payable' : 'held') : 'none'} text={said.standing[state]} />
      <span class="second" title={formatMoment(locale.value, pausedUntil ?? stateAt)}>
        {state === 'on' && pausedUntil !== null
          ? said.paused(formatTime(locale.value, pausedUntil))
          : said.since(formatDay(locale.value, stateAt, now))}
      </span>
    </>
  );
}

/** Under each endpoint: what its state means, and what can be done. */
function Doing(props: Endpoints & { endpoint: HookEndpoint }) {
  const { webhooks: said } = words.value;
  const { endpoint, acting, tested, open, now } = props;
  const { id, state, overlapUntil } = endpoint;
  const isOn = state === 'on';
  const isBusy = acting.id === id && acting.busy;
  const isOpen = open?.id === id;
  const quiet = { type: 'button', class: 'button-quiet', disabled: isBusy } as const;
  return (
    <>
      {isOn ? null : <p class="hint">{said.why[state](formatCount(locale.value, failingDays))}</p>}
      {overlapUntil === null ? null : (
        <p class="hint">{said.overlap(`${formatDay(locale.value, overlapUntil, now)}, ${formatTime(locale.value, overlapUntil)}`)}</p>
      )}
      <div class="doing">
        <button type="button" class="button" aria-pressed={isOpen} onClick={() => props.onOpen(isOpen ? null : endpoint)}>
          {isOpen ? said.closeLog : said.openLog}
        </button>
        {isOn ? (
          <button {...quiet} onClick={() => props.onTest(endpoint)}>
            {said.test}
          </button>
        ) : (
          <button {...quiet} class="button button-main" onClick={() => props.onSwitch(endpoint, 'on')}>
            {said.switchOn}
          </button>
        )}
        {isOn ? (
          <button {...quiet} onClick={() => props.onSwitch(endpoint, 'off')}>
            {said.switchOff}
          </button>
        ) : null}
        <SureButton
          text={said.rotate}
          confirm={said.rotateConfirm}
          explain={said.rotateText}
          busy={isBusy}
          onSure={() => props.onRotate(endpoint)}
        />
        <SureButton
          text={said.remove}
          confirm={said.removeConfirm}
          explain={said.removeText}
          busy={isBusy}
          onSure={() => props.onRemove(endpoint)}
        />
      </div>
      {tested?.id === id ? (
        <p class="doing" role="status">
          {said.tested} <DeliveryMark delivery={tested.delivery} now={now} />
        </p>
      ) : null}
      {acting.id === id && acting.trouble ? (
        <p class="error" role="alert">
          {troubleText(acting.trouble, { conflict: said.isOff })}
        </p>
      ) : null}
    </>
  );
}
