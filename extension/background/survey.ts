import type { Answers, Ask } from '#extension/base/messages.ts';
import { readGathered } from '#extension/readers/article/index.ts';
import { fail } from '#shared/errors.ts';
import type { PageCall } from './call.ts';
import { readPage } from './recommend.ts';

/** Reads a page of the open web from what its script gathered: the page's own thread is spared the reading. */
export async function readSurvey(call: PageCall, { page, around, ...here }: Ask<'page.survey'>): Promise<Answers['page.survey']> {
  const url = URL.parse(here.address) ?? fail('invalid_request', 'This is no address.');
  const read = readGathered(url, page, around);
  if (read.wants !== undefined) return { kind: 'more', around: read.wants };
  const { reader = 'none', snapshot = null, why = null } = read.reading;
  return await readPage(call, { ...here, reader, snapshot, why });
}
