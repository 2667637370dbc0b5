import { forgetActivity, restoreActivity, showActivity } from './activity.ts';
import { openCard } from './clicks.ts';
import { forgetDevice, showDevice } from './device.ts';
import { keepDock } from './dock.ts';
import { markCard, pictureOf, seenCard } from './marks.ts';
import { openReceipt, showReceipt } from './receipts.ts';
import { readPage } from './recommend.ts';
import type { Handlers } from './router.ts';
import { answerConsent, forgetSite, getSettings, setChoices, setSite } from './settings.ts';
import { readSurvey } from './survey.ts';
import { tabState } from './tabs.ts';

export const handlers: Handlers = {
  'page.read': readPage,
  'page.survey': readSurvey,
  'page.picture': pictureOf,
  'page.open': openCard,
  'page.mark': markCard,
  'page.seen': seenCard,
  'page.receipt': openReceipt,
  'activity.show': showActivity,
  'activity.forget': forgetActivity,
  'activity.restore': restoreActivity,
  'page.dock': keepDock,
  'receipt.show': showReceipt,
  'settings.get': getSettings,
  'consent.answer': answerConsent,
  'choices.set': setChoices,
  'site.set': setSite,
  'site.forget': forgetSite,
  'tab.state': tabState,
  'tab.show': async (call, { tabId }) => ({ shown: await call.platform.tell(tabId, { gloss: 'show' }) }),
  'device.show': showDevice,
  'device.forget': forgetDevice,
};
