/** How fast a network learns, from its first step to its last. */
export interface Schedule {
  /** The largest rate. */
  peak: number;
  /** Epochs of a straight climb to it; what follows is half a cosine down to a fiftieth of it. */
  warmEpochs: number;
  epochs: number;
}

const lastShare = 0.02;

/** The rate of a step after so many epochs, and parts of one, are done. */
export function rateAt({ peak, warmEpochs, epochs }: Schedule, done: number): number {
  if (done < warmEpochs) return (peak * done) / warmEpochs;
  const way = Math.min(1, (done - warmEpochs) / (epochs - warmEpochs));
  return peak * (lastShare + (1 - lastShare) * 0.5 * (1 + Math.cos(Math.PI * way)));
}
