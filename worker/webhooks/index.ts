/**
 * Owns webhooks out: which addresses of brands and creators hear what happens, and what became of each telling.
 * Promises that what a book told is on disk until it was taken or given up, under one id, signed by Standard Webhooks, and open to replay.
 * Never follows a redirect, sends inside, decides money, or tells a creator what is the brand's own.
 */
import * as contracts from '#shared/contracts/webhooks.ts';
import { type Served, serve } from '../base/serve.ts';
import { addEndpoint } from './add-endpoint.ts';
import { changeEndpoint } from './change-endpoint.ts';
import { getDelivery } from './get-delivery.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listEndpoints } from './list-endpoints.ts';
import { removeEndpoint } from './remove-endpoint.ts';
import { replayDelivery } from './replay-delivery.ts';
import { replayFailed } from './replay-failed.ts';
import { rotateSecret } from './rotate-secret.ts';
import { sendTest } from './send-test.ts';
import { switchEndpoint } from './switch-endpoint.ts';

export { Courier } from './courier.ts';
export { tellEndpoints } from './on-book-message.ts';

export const webhooks: readonly Served[] = [
  serve(contracts.addEndpoint, addEndpoint),
  serve(contracts.listEndpoints, listEndpoints),
  serve(contracts.changeEndpoint, changeEndpoint),
  serve(contracts.switchEndpoint, switchEndpoint),
  serve(contracts.rotateSecret, rotateSecret),
  serve(contracts.removeEndpoint, removeEndpoint),
  serve(contracts.sendTest, sendTest),
  serve(contracts.listDeliveries, listDeliveries),
  serve(contracts.getDelivery, getDelivery),
  serve(contracts.replayDelivery, replayDelivery),
  serve(contracts.replayFailed, replayFailed),
];
