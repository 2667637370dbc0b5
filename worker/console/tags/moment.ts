/** Moments of a video as people write them. */

/** 245 -> "4:05". */
export function momentText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, String(seconds % 60).padStart(2, '0')];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Null for nothing, undefined for what is no moment. */
export function parseMoment(text: string): number | null | undefined {
  const written = text.trim().replaceAll('：', ':');
  if (written === '') return null;
  const match = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(written);
  if (!match || (match[1] !== undefined && Number(match[2]) > 59)) return undefined;
  return Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}
