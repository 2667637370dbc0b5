import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PageSnapshot } from '#shared/page.ts';
import { openPage, readSaved } from '#worker/cli/page.ts';
import { listPages } from '#worker/cli/read.ts';

/** Real pages that are there on machines where they were put beside the project; elsewhere there is nothing to read. */
const folder = path.resolve(import.meta.dirname, '../../../shared/pages');
const pages = existsSync(folder) ? listPages(folder) : [];

test.runIf(pages.length > 0)(
  'no saved page makes a reader give up or break the schema, and no page without products is seen to have one',
  { timeout: 180_000 },
  () => {
    const failures = pages.flatMap(({ key, kind, file, url }) => {
      const { reading, seen } = readSaved(openPage(file), url);
      if (reading.why === 'failed') return [`${key}: the reader gave up`];
      if (kind === 'negative' && seen && seen.products.length > 0) return [`${key}: ${seen.products[0]?.name}`];
      const parsed = seen && PageSnapshot.partial({ url: true }).safeParse(seen);
      return parsed?.success === false ? [`${key}: ${parsed.error.message}`] : [];
    });
    expect(failures).toEqual([]);
  },
);
