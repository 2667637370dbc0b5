/** The invented world that states of views are made of: a few names, ids and moments. Not part of what ships. */
import type { Trouble } from './call.ts';

export const now = Date.UTC(2026, 10, 23, 11, 5);
export const day = 86_400_000;

/** A well-formed id with a number in it. */
export const id = <P extends string>(prefix: P, number: number): `${P}_${string}` => `${prefix}_01k${String(number).padStart(23, '0')}`;

export const offlineTrouble: Trouble = { code: 'offline', facts: {} };
export const idle = { busy: false, trouble: null };
export const busy = { busy: true, trouble: null };
export const refused = (code: string, facts: Trouble['facts'] = {}) => ({ busy: false, trouble: { code, facts } });
export const nothing = (): void => undefined;

export const longName = 'The Extraordinarily Long-Named Kitchen Workshop & Cookware Company of Northern Europe';
export const longUrl = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLaVeryLongListNameThatGoesOnAndOn0123456789&index=12';
