/** A GTIN of 8, 12, 13 or 14 digits with a right check digit; ISBN-10 becomes ISBN-13. `isDeclared`: the field is a GTIN field. */
export function gtinOf(text: string, isDeclared: boolean): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  if (isDeclared && /^\d{9}[\dxX]$/.test(digits)) return isbn13(digits);
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return undefined;
  if (!isDeclared && digits.length < 12) return undefined;
  return checkDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : undefined;
}

function checkDigit(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) sum += Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

function isbn13(isbn10: string): string | undefined {
  const sum = [...isbn10].reduce((total, digit, at) => total + (10 - at) * (digit.toUpperCase() === 'X' ? 10 : Number(digit)), 0);
  const body = `978${isbn10.slice(0, 9)}`;
  return sum % 11 === 0 ? body + checkDigit(body) : undefined;
}

/** The number or code under which the shop keeps the page's product, as its address prints it. */
export function idInAddress(url: URL): string | undefined {
  const segments = url.pathname.split('/').filter(Boolean);
  const asin = segments.find((segment, at) => /^[A-Z0-9]{10}$/.test(segment) && /^(?:dp|product)$/.test(segments[at - 1] ?? ''));
  if (asin) return asin;
  for (const segment of segments.slice(-2).reverse()) {
    const codes = segment
      .replace(/\.\w{2,5}$/, '')
      .match(/(?<![\w])[A-Z]{0,3}\d{5,14}(?!\w)|(?<=[-_](?:p|x|id|a))\d{5,14}$|(?<=^(?:p|x|id|a))\d{5,14}$/g);
    if (codes) return codes.at(-1);
  }
  return undefined;
}
