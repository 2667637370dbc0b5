/** One line of JSON per event, fields from an allow-list, so that nothing secret or personal can slip in. */

interface LogFields {
  requestId?: string;
  route?: string;
  method?: string;
  status?: number;
  code?: string;
  durationMs?: number;
  words?: string;
  vectors?: string;
  brandId?: string;
  creatorId?: string;
  eventId?: string;
  count?: number;
  error?: string;
}

export function log(event: string, fields: LogFields = {}): void {
  console.log(JSON.stringify({ event, ...fields }));
}

/** What may be logged of an unknown error: its kind and where, never a message that could hold a caller's data. */
export function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const where = error.stack?.split('\n')[1]?.trim() ?? '';
  return `${error.name}: ${error.message.slice(0, 200)} ${where}`;
}
