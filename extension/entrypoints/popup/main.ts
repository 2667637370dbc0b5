import { orTell } from '#extension/base/ui/start-page.ts';
import { startPopup } from '#extension/popup/start.ts';

orTell(startPopup());
