/** From features to a probability: one logistic unit. Its weights are data; a network with more units takes this one's place when trained. */

export interface Weights {
  bias: number;
  /** By the feature's name. Of the feature's sign, or zero: more evidence never lowers a score. */
  weights: Readonly<Record<string, number>>;
  /** Below this probability a product is not shown. */
  threshold: number;
}

export function probabilityOf(values: readonly number[], names: readonly string[], { bias, weights }: Weights): number {
  const sum = names.reduce((total, name, at) => total + (weights[name] ?? 0) * (values[at] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}
