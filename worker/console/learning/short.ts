/** Enough of a hash to tell versions apart, as the command line prints it. */
export const shortOf = (version: string): string => version.slice(0, 12);
