import { orTell } from '#extension/base/ui/start-page.ts';
import { startWelcome } from '#extension/welcome/start.ts';

orTell(startWelcome());
