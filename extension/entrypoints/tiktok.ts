import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { lookWith } from '#extension/page/look-with.ts';
import { startPage } from '#extension/page/start.ts';
import { tiktokReader } from '#extension/readers/tiktok/index.ts';

export default defineUnlistedScript(() => startPage(document, lookWith(tiktokReader)));
