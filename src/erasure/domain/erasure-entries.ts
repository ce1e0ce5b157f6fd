/** One deletion in the list outside the database: ids and times only. */
export interface Erasure {
  readonly id: number;
  /** When the account was made: after a restore its id may belong to somebody else. */
  readonly created_at: string;
  readonly erased_at: string;
}

/** The entries of a list, one JSON object a line. Throws an Error that names the first line which is none. */
export function entriesOf(text: string): Erasure[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const entry = parsed(line);
    if (entry === null) throw new Error(`Line ${index + 1} of ERASURES_FILE is no entry of it; look at it by hand.`);
    return [entry];
  });
}

function parsed(line: string): Erasure | null {
  try {
    const { id, created_at, erased_at } = JSON.parse(line) as Partial<Record<keyof Erasure, unknown>>;
    const isEntry = Number.isInteger(id) && isInstant(created_at) && isInstant(erased_at);
    return isEntry ? ({ id, created_at, erased_at } as Erasure) : null;
  } catch {
    return null;
  }
}

const isInstant = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
