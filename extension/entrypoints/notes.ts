import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { showNotes } from '#extension/page/show-notes.ts';
import { world } from '#extension/page/world.ts';

export default defineUnlistedScript(() => {
  world.glossShow = showNotes;
});
