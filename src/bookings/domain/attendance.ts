/** Who came to a session. */
export const ATTENDANCES = ['attended', 'client_no_show', 'coach_no_show'] as const;
export type Attendance = (typeof ATTENDANCES)[number];
