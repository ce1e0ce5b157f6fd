import type { Role } from '../src/users/role.js';

/** A person of the demo world. The keys are columns of `users`, except `joined` and `profile`. */
export interface DemoPerson {
  readonly email: string;
  readonly full_name: string;
  readonly role: Role;
  /** Days since the sign-up. */
  readonly joined: number;
  readonly profile: Readonly<Record<string, unknown>>;
}

export const ADMIN: DemoPerson = {
  email: 'admin@vibe.com',
  full_name: 'Vibe Admin',
  role: 'admin',
  joined: 364,
  profile: {},
};

export const COACHES: readonly DemoPerson[] = [
  {
    email: 'coach1@vibe.com',
    full_name: 'Coach A',
    role: 'coach',
    joined: 352,
    profile: {
      age: 38,
      gender: 'male',
      strengths: 'Strength Training, Powerlifting, Olympic Lifts',
      specialties: 'Barbell technique, First meet preparation, Returning to heavy lifts after injury',
      experience: '10 years',
      certifications: 'NASM-CPT, CSCS, USA Weightlifting Level 1',
      qualifications: 'BSc Sport and Exercise Science',
      competitions: 'National masters powerlifting championship 2019 (third, 93 kg), four state meets',
      track_record: 'Coached more than 200 lifters, 31 of them to a first meet; nobody bombed out.',
      custom_fields: { languages: ['English', 'German'], motto: 'Light enough to be perfect, heavy enough to count.' },
    },
  },
  {
    email: 'coach2@vibe.com',
    full_name: 'Coach B',
    role: 'coach',
    joined: 61,
    profile: {
      age: 34,
      gender: 'female',
      strengths: 'Weight Loss, Cardio Training, HIIT',
      specialties: 'Habits that last, Training with high blood pressure, Coming back after pregnancy',
      experience: '8 years',
      certifications: 'ACE-CPT, Precision Nutrition Level 1',
      qualifications: 'BA Health Promotion, first aid instructor',
      competitions: 'Eleven marathons, best time 3:24:51',
      track_record: 'Her clients of the last two years lost 7 kg on average and kept it off for a year.',
      custom_fields: { languages: ['English', 'Spanish'], motto: 'Boring and often beats heroic and once.' },
    },
  },
  {
    email: 'coach3@vibe.com',
    full_name: 'Coach C',
    role: 'coach',
    joined: 24,
    profile: {
      age: 41,
      gender: 'male',
      strengths: 'Functional Training, CrossFit, Athletic Performance',
      specialties: 'Gymnastics skills, Endurance for team sports, Movement screening',
      experience: '12 years',
      certifications: 'CrossFit Level 2, FMS Level 1',
      qualifications: 'MSc Strength and Conditioning',
      competitions: 'CrossFit regionals 2014 and 2015 (team), twice finalist of the city throwdown',
      track_record: 'Prepared two handball teams for promotion; 40 athletes through their first competition.',
      custom_fields: { languages: ['English', 'French'], motto: 'Move well, then move more.' },
    },
  },
];
