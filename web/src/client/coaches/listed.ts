/** Coaches write what they are good at in one line, separated by commas. */
export const listed = (line: string): string[] =>
  line
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
