/** Work that can be put down at each `yield` and taken up later. */
export type Pieces<T> = Generator<undefined, T>;

/** Does it in one go. */
export function allAtOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
