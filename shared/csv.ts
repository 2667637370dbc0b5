/** A table as a file that spreadsheets open: RFC 4180, with a mark of UTF-8 for those that would guess wrongly. */

export type CsvCell = string | number | null;

export function csvText(heads: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[heads, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Spreadsheets run text that begins like a formula; a merchant's order number could. Plain numbers stay numbers. */
function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  const text = String(cell);
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
