import { termsNotices } from '#shared/book/terms-notice.ts';
import { type listNotices as contract, noticeBrandsMax } from '#shared/contracts/creators.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { getBrands } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { comingTerms } from '../clicks/index.ts';
import { brandsOfCreator } from '../orders/index.ts';

export async function listNotices(call: Call): Promise<Out<typeof contract>> {
  const creatorId = creatorOf(call);
  const coming = await comingTerms(call.env, await brandsOfCreator(call.env, creatorId, noticeBrandsMax), call.now);
  const names = new Map((await getBrands(call, [...coming.keys()])).map(({ id, name }) => [id, name]));
  const notices = [...coming].flatMap(([id, versions]) =>
    termsNotices(versions, { creatorId, now: call.now }).map((notice) => ({ brand: { id, name: names.get(id) ?? id }, ...notice })),
  );
  return { notices: notices.sort((a, b) => a.from - b.from) };
}
