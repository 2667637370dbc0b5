import { ask } from '#extension/base/ask.ts';
import { objectsAround } from '#extension/readers/gather/around.ts';
import { gatherInPieces } from '#extension/readers/gather/walk.ts';
import { hereIn } from './here.ts';
import type { Look } from './look.ts';
import { inPieces } from './settle.ts';

/** A page of the open web is only gathered here, in its idle moments; the background makes sense of it. */
export const lookAtWeb: Look = async (document, signal) => {
  const here = hereIn(document);
  const page = await inPieces(document, signal, gatherInPieces({ document, url: new URL(here.address) }));
  if (!page) return undefined;
  return {
    mark: JSON.stringify(page),
    tell: async () => {
      const answer = await ask('page.survey', { ...here, page, around: null });
      if (answer.kind !== 'more') return answer;
      const { around: name } = answer;
      const objects = (await inPieces(document, signal, objectsAround(document, name))) ?? [];
      const last = await ask('page.survey', { ...here, page, around: { name, objects } });
      return last.kind === 'more' ? { kind: 'none', why: 'failed' } : last;
    },
  };
};
