/** The pages of coachs. */
export const coach = {};
