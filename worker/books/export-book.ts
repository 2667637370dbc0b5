import { brandOf, type Call } from '../base/call.ts';
import { bookOf } from './book-of.ts';

/** A page at a time as the reader takes it: memory stays flat however long the log is. */
export async function exportBook(call: Call): Promise<Response> {
  const brandId = brandOf(call);
  const book = bookOf(call, brandId);
  const encoder = new TextEncoder();
  let after = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const page = await book.bundlePage(brandId, after);
      controller.enqueue(encoder.encode(page.text));
      after = page.after;
      if (page.isLast) controller.close();
    },
  });
  const headers = { 'Content-Type': 'application/x-ndjson', 'Content-Disposition': `attachment; filename="gloss-${brandId}.ndjson"` };
  return new Response(body, { headers });
}
