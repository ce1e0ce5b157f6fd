/** The pages of clients. */
export const client = {};
