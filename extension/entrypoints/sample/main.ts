import { orTell } from '#extension/base/ui/start-page.ts';
import { startSample } from '#extension/sample/start.ts';

orTell(startSample());
