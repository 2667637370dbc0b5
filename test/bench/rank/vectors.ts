/** Vectors of the measured catalogues and pages, as the encoder makes them. */
import { dimensions } from '#worker/model/encode.ts';
import { pageWords, productVector } from '#worker/model/index.ts';
import { makePages, makeProducts } from './catalogue.ts';

const host = 'shop.bench.example';

export function productVectors(count: number): Int8Array<ArrayBuffer> {
  const bytes = new Int8Array(count * dimensions);
  for (const [at, product] of makeProducts({ count, host, seed: 1 }).entries()) bytes.set(productVector(product), at * dimensions);
  return bytes;
}

export const askedVectors = (count: number): Float32Array[] =>
  makePages({ products: makeProducts({ count: 5000, host, seed: 1 }), count, seed: 3 }).map((page) => pageWords(page).vector);
