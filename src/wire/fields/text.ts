/** Invisible text: white space, control and format characters, and characters that are drawn blank. */
const BLANK = /^[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Control characters, ends of lines, and characters that change the direction of the text behind them. Marks such as
 * U+200E do not.
 */
const OFF_LINE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

const SPACE = /\p{White_Space}/u;

/** Whether PostgreSQL and JSON can hold the text: no NUL, no lone surrogate. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Whether the text is on one line and shown in its written order. */
export function isOneLine(text: string): boolean {
  return !OFF_LINE.test(text);
}

/** Without a regular expression: one for the blanks at the end would take quadratic time. */
export function withoutBlanksAround(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (start < end && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Length in code points, closer to what people count: most emoji are one, not two. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
