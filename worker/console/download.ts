/** Hands the person a file made here. */
export function download(name: string, parts: BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file once the click is handled; a moment more costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const downloadCsv = (name: string, text: string): void => download(name, [text], 'text/csv;charset=utf-8');
