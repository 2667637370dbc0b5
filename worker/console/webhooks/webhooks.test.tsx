/** What people read and do about their endpoints. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { eventTypesOf } from '#shared/contracts/webhooks.ts';
import { creatorWebhooksStates, webhooksStates } from './webhooks.states.ts';
import { type Webhooks, WebhooksView } from './webhooks.tsx';

afterEach(() => act(() => render(null, document.body)));

async function draw(state: string, changes: Partial<Webhooks> = {}, states = webhooksStates): Promise<void> {
  const props = states[state];
  if (!props) throw new Error(`no state ${state}`);
  await act(() => render(<WebhooksView {...props} {...changes} />, document.body));
}
const text = (): string => document.body.textContent ?? '';
const buttons = (name: string) => [...document.querySelectorAll('button')].filter((button) => button.textContent === name);
const press = (name: string, at = 0) => act(() => buttons(name)[at]?.click());

test('an endpoint that was switched off says why, what becomes of its messages, and how to go on', async () => {
  const onSwitch = vi.fn();
  await draw('few', { onSwitch });
  expect(document.querySelector('h1')?.textContent).toBe('2 of 3 endpoints are on');
  expect(text()).toContain('Nothing was taken for 5 days, so it was switched off.');
  await press('Switch on');
  expect(onSwitch).toHaveBeenCalledWith(expect.objectContaining({ state: 'failing' }), 'on');
});

test('what is added hears everything unless less is chosen, and at least one thing', async () => {
  const onAdd = vi.fn();
  await draw('empty', { onAdd }, creatorWebhooksStates);
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  expect(boxes).toHaveLength(eventTypesOf.creator.length);
  const submit = () =>
    act(() => {
      document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    });
  await submit();
  expect(text()).toContain('Needed');
  await act(() => {
    const field = document.querySelector<HTMLInputElement>('input[type=text]');
    if (field) field.value = ' https://hooks.lina.example/x ';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  for (const box of boxes) await act(() => box.click());
  await submit();
  expect(text()).toContain('Choose at least one');
  expect(onAdd).not.toHaveBeenCalled();
  await act(() => boxes[1]?.click());
  await submit();
  expect(onAdd).toHaveBeenCalledWith({ url: 'https://hooks.lina.example/x', eventTypes: [eventTypesOf.creator[1]] });
});

test('one delivery shows its body, and each attempt with its headers and answer', async () => {
  const onReplay = vi.fn();
  await draw('one delivery', { onReplay });
  const sent = [...document.querySelectorAll('pre')].map((part) => part.textContent ?? '');
  expect(JSON.parse(sent[0] ?? '')).toMatchObject({ type: 'order.credited' });
  expect(sent.some((part) => part.includes('webhook-signature: v1,'))).toBe(true);
  expect(text()).toContain('2. no answer within 20 s');
  await press('Send again');
  expect(onReplay).toHaveBeenCalledTimes(1);
});

test('a secret is shown until it was copied, and removing asks once more', async () => {
  const [onSecretStored, onRemove] = [vi.fn(), vi.fn()];
  await draw('new secret', { onSecretStored, onRemove });
  expect(text()).toContain('whsec_');
  await press('I have copied it');
  expect(onSecretStored).toHaveBeenCalled();
  await press('Remove');
  expect(onRemove).not.toHaveBeenCalled();
  await press('Remove now');
  expect(onRemove).toHaveBeenCalledTimes(1);
});
