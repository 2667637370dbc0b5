import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { lookWith } from '#extension/page/look-with.ts';
import { startPage } from '#extension/page/start.ts';
import { youtubeReader } from '#extension/readers/youtube/index.ts';

export default defineUnlistedScript(() => startPage(document, lookWith(youtubeReader)));
