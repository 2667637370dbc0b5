/** An analysis as tables for people. */
import type { Analysis, AnalysisModel } from '#shared/book/attribution/analysis.ts';

export function linesOf({ channels, removalEffects }: Analysis, models: readonly AnalysisModel[]): string[] {
  const sums = models.map((model) => Object.values(channels).reduce((sum, credits) => sum + (credits[model] ?? 0), 0));
  const rows = Object.entries(channels).map(([name, credits]) => [name, ...models.map((model) => (credits[model] ?? 0).toFixed(4))]);
  const lines = table([['channel', ...models], ...rows, ['together', ...sums.map((sum) => sum.toFixed(4))]]);
  const effectModels = models.filter((model) => Object.values(removalEffects).some((effects) => model in effects));
  if (effectModels.length === 0) return lines;
  const effects = Object.entries(removalEffects).map(([name, one]) => [name, ...effectModels.map((model) => (one[model] ?? 0).toFixed(6))]);
  return [...lines, '', ...table([['lost without it', ...effectModels], ...effects])];
}

/** The first column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '));
}
