/** The hash chain: each event's hash holds the one before it, and the first holds whose book it is. */
import { sha256Hex } from '../sha256.ts';
import { canonical } from './canonical.ts';

/** SHA-256 of a text's UTF-8 bytes in hex; a place that has a faster one may hand it in. */
export type HashText = (text: string) => string;

const bundleVersion = 1;

/** First line of a bundle, and what the chain begins with. */
export const headerText = (brandId: string): string => canonical({ gloss: 'book', version: bundleVersion, brandId });

export const rootOfNothing = (brandId: string, hash: HashText = sha256Hex): string => hash(headerText(brandId));

/** @param eventText the event in its canonical spelling */
export const nextHash = (prevHash: string, seq: number, eventText: string, hash: HashText = sha256Hex): string =>
  hash(`${prevHash}{"event":${eventText},"seq":${seq}}`);
