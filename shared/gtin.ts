/** Global trade item numbers: 8, 12, 13 or 14 digits, the last a check digit. */

/** Any length of a GTIN as 14 digits, by which two spellings of one number are equal; undefined when it is none. */
export function gtin14(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return undefined;
  const padded = digits.padStart(14, '0');
  return padded !== '0'.repeat(14) && checkDigit(padded) === Number(padded[13]) ? padded : undefined;
}

/** The digit that makes the weighted sum of the thirteen before it a multiple of ten. */
function checkDigit(padded: string): number {
  let sum = 0;
  for (let at = 0; at < 13; at++) sum += Number(padded[at]) * (at % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}
