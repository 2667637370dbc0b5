/** A list of slots that is filled again and again, in place of a new one each time. */
export interface Slots {
  /** As long as it has been so far; what counts are the first `length`. */
  list: Int32Array<ArrayBuffer>;
  length: number;
}

export const noSlots = (): Slots => ({ list: new Int32Array(256), length: 0 });

export function makeRoom(slots: Slots, length: number): void {
  if (length <= slots.list.length) return;
  const longer = new Int32Array(Math.ceil(length * 1.5));
  longer.set(slots.list);
  slots.list = longer;
}
