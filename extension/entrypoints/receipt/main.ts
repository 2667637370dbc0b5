import { orTell } from '#extension/base/ui/start-page.ts';
import { startReceipt } from '#extension/receipt/start.ts';

orTell(startReceipt());
