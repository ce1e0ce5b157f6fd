/** Text that nobody can see: white space, control and format characters, and letters that are drawn blank. */
const BLANK = /^[\s\p{C}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/** Whether PostgreSQL and JSON can hold the text: no NUL, no lone surrogate. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Length in code points, closer to what people count: most emoji are one, not two. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
