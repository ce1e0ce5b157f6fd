/** A number that may be left out, as a field holds it, and as the API takes it. */
export const fieldOf = (value: number | null | undefined) => (value == null ? '' : String(value));
export const numberOf = (field: string) => (field.trim() === '' ? null : Number(field));
