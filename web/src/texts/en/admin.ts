/** The pages of admins. */
export const admin = {};
