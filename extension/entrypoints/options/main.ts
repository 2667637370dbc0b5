import { orTell } from '#extension/base/ui/start-page.ts';
import { startOptions } from '#extension/options/start.ts';

orTell(startOptions());
