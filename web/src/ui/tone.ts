/** What a colour says: all is well, something waits, something is wrong, something to know, nothing special. */
export type Tone = 'good' | 'wait' | 'bad' | 'info' | 'quiet';
