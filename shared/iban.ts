/** ISO 13616: letters, digits and a remainder of 1 by 97. Blanks, as people write them, do not count. */

export const plainIban = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

export function isIban(text: string): boolean {
  const iban = plainIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
