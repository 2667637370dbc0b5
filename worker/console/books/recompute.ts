/** Feeds a downloaded book to the same verifier that the command uses, line by line as it comes, and keeps the bytes for the person. */
import { makeVerifier, type Verdict } from '#shared/book/verify.ts';

/** After so many lines the page gets its turn, so that it stays alive under a book of millions. */
const linesBetweenTurns = 500;

export interface Recomputed {
  verdict: Verdict;
  parts: BlobPart[];
}

export async function recompute(book: ReadableStream<Uint8Array<ArrayBuffer>>, onProgress: (events: number) => void): Promise<Recomputed> {
  const verifier = makeVerifier();
  const decoder = new TextDecoder();
  const parts: BlobPart[] = [];
  let rest = '';
  let lines = 0;
  const take = async (text: string): Promise<void> => {
    const found = (rest + text).split('\n');
    rest = found.pop() ?? '';
    for (const line of found) {
      verifier.line(line);
      lines += 1;
      if (lines % linesBetweenTurns !== 0) continue;
      onProgress(lines);
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  const reader = book.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    parts.push(chunk.value);
    await take(decoder.decode(chunk.value, { stream: true }));
  }
  await take(decoder.decode());
  if (rest !== '') verifier.line(rest);
  return { verdict: verifier.end(), parts };
}
