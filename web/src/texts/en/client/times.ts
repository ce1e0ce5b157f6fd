/** The calendar of free times. */
export const times = {
  label: 'Free times',
  count: (count: number) => (count === 1 ? '1 free time' : `${count} free times`),
  none: 'No time is free in this month.',
  next: (moment: string) => `Next free time: ${moment}`,
  elsewhere: (zone: string) => `The small times are those of your coach, in ${zone}.`,
  choose: (day: string) => `Choose ${day},`,
  parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' },
};
