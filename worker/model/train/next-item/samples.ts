/** Every place in every sequence where an item follows a beginning, the empty one too: user and how many items come before. */
export interface Samples {
  users: Int32Array;
  ends: Int32Array;
}

export function samplesOf(sequences: readonly Int32Array[]): Samples {
  const total = sequences.reduce((sum, items) => sum + items.length, 0);
  const samples = { users: new Int32Array(total), ends: new Int32Array(total) };
  let at = 0;
  sequences.forEach((items, user) => {
    for (let end = 0; end < items.length; end++) {
      samples.users[at] = user;
      samples.ends[at++] = end;
    }
  });
  return samples;
}
