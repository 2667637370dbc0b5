import { startActivity } from '#extension/activity/start.ts';
import { orTell } from '#extension/base/ui/start-page.ts';

orTell(startActivity());
