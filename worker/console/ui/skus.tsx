/** Products by their numbers, cut where there are many; the title has all of them. */
export function Skus({ skus }: { skus: readonly string[] }) {
  return (
    <span class="clip" title={skus.join('\n')}>
      {skus.join(', ')}
    </span>
  );
}
