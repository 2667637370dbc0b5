import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { lookAtWeb } from '#extension/page/look-at-web.ts';
import { startPage } from '#extension/page/start.ts';

// Not one of WXT's content scripts: their start is announced by an event that pages can hear.
export default defineUnlistedScript(() => startPage(document, lookAtWeb));
