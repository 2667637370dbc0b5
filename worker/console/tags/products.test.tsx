/** What a creator reads and does about the products beside their contents. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { programmeStates } from '#shared/contracts/tags.ts';
import { id } from '../samples.ts';
import { momentText, parseMoment } from './moment.ts';
import { productsStates } from './products.states.ts';
import { type Products, ProductsView } from './products.tsx';

afterEach(() => act(() => render(null, document.body)));

async function draw(name: string, changes: Partial<Products> = {}): Promise<Products> {
  const state = productsStates[name];
  if (!state) throw new Error(`no state ${name}`);
  await act(() => render(<ProductsView {...state} {...changes} />, document.body));
  return state;
}
const text = (selector = 'body'): string => (document.querySelector(selector)?.textContent ?? '').replaceAll('\u00A0', ' ');
const buttons = (name: string) => [...document.querySelectorAll('button')].filter((button) => button.textContent === name);
const press = (name: string, at = 0) => act(() => buttons(name)[at]?.click());
const write = (label: string, value: string) =>
  act(() => {
    const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label);
    const field = document.getElementById(found?.htmlFor ?? '');
    if (!(field instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = (at = 0) =>
  act(() => {
    document.querySelectorAll('form')[at]?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });

test.each([
  ['', null],
  ['4:05', 245],
  ['0:00', 0],
  ['1:02:30', 3750],
  ['75:00', 4500],
  ['4：05', 245],
  ['4:5', undefined],
  ['1:75:00', undefined],
  ['four', undefined],
])('the moment "%s" is %s seconds', (written, seconds) => {
  expect(parseMoment(written)).toBe(seconds);
  if (typeof seconds === 'number') expect(parseMoment(momentText(seconds))).toBe(seconds);
});

test('each product says what viewers see and who earns, and where it is not shown, why', async () => {
  await draw('every standing');
  const rows = [...document.querySelectorAll('.table-tags .col-why')].slice(1).map((cell) => cell.textContent ?? '');
  expect(rows).toHaveLength(programmeStates.length);
  expect(new Set(rows).size).toBe(programmeStates.length);
  expect(rows[0]).toContain('“Said in the video”You earn 8%; the viewer gets 5% off with GLOSS5.');
  expect(rows.filter((row) => row.includes('Said in the video'))).toHaveLength(3);
});

test('a content is named first, then a product is looked for and added with one press', async () => {
  const [onSearch, onAdd] = [vi.fn(), vi.fn()];
  await draw('found', { onSearch, onAdd });
  await write('Address of the content', 'https://www.youtube.com/@LinaCooks');
  expect(text('form .error')).toBe('This address leads to no single video, post or article.');
  await write('Address of the content', 'https://www.tiktok.com/@other/video/7106594312292453675');
  expect(text('form .error')).toBe('This content is not of one of your verified handles.');
  await write('Product', 'kettle');
  await submit();
  expect(onSearch).not.toHaveBeenCalled();
  await write('Address of the content', 'https://youtu.be/gloss000009');
  await submit();
  expect(onSearch).toHaveBeenCalledExactlyOnceWith('kettle');
  expect(buttons('Add').map(({ disabled }) => disabled)).toEqual([false, false, true]);
  await press('Add');
  expect(onAdd.mock.calls[0]?.[1]).toMatchObject({ address: 'https://youtu.be/gloss000009', productId: expect.stringMatching(/^prd_/) });
});

test('order, moment and note are changed, and what is taken off can come back', async () => {
  const [onOrder, onChange, onRemove, onUndo] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  await draw('few', { onOrder, onChange, onRemove });
  expect(text('h1')).toBe('4 products beside 2 contents');
  expect(buttons('Up').map(({ disabled }) => disabled)).toEqual([true, false, false, true]);
  await press('Down');
  expect(onOrder.mock.calls[0]?.[1]).toEqual([4, 3, 5].map((number) => id('tag', number)));
  await press('Edit');
  await write('Moment', '4:5');
  await submit(1);
  expect(onChange).not.toHaveBeenCalled();
  await write('Moment', '4:05');
  await write('Note', ' ');
  await submit(1);
  expect(onChange.mock.calls[0]?.[1]).toEqual({ atSeconds: 245, note: null });
  await press('Remove');
  expect(onRemove).toHaveBeenCalledOnce();
  await draw('removed', { onUndo });
  await press('Undo');
  expect(onUndo).toHaveBeenCalledOnce();
});

test('without a verified handle the way to one is shown, and a full content takes no more', async () => {
  await draw('no handle');
  expect(document.querySelector('.notice a')?.getAttribute('href')).toBe('/handles');
  expect(document.querySelector('form')).toBeNull();
  await draw('full');
  expect(buttons('Add a product')).toEqual([]);
  expect(text()).toContain('30 products stand beside it');
});
