import type { HeldTables } from './held-table.js';

const PROOF = 'the audit is proof, and its ids lead to an empty row';

/** Accounts, profiles and logins. */
export const ACCOUNTS: HeldTables = {
  users: {
    holds: 'The account, the settings and the profile of a client, coach or admin.',
    why: 'To log in, and so that coaches can train a client; what a coach says of themselves is shown to those who book.',
    kept: 'While the account exists.',
    whose: [
      {
        ...{ who: 'the user', rows: 'id = $1', file: 'profile' },
        explained: 'your account: name, email, settings and everything in your profile',
      },
    ],
    deletion: {
      created_at: 'the empty row stays, because the history of others refers to it',
      total_slots: 'a number of the empty row',
    },
    order: 'id',
    columns: {
      ...{ id: 'key', email: 'data', password_hash: 'secret', full_name: 'data', role: 'data', is_active: 'data' },
      ...{ is_verified: 'data', created_at: 'data', updated_at: 'data', deleted_at: 'none', email_verified_at: 'data' },
      ...{ age: 'data', gender: 'data', height: 'health', weight: 'health', bicep_size: 'health', waist: 'health' },
      ...{ target_goals: 'health', dietary_restrictions: 'health', health_complications: 'health', injuries: 'health' },
      ...{ supplements: 'health', gym_access: 'data', referral_source: 'data', custom_fields: 'health' },
      ...{ track_record: 'data', experience: 'data', certifications: 'data', competitions: 'data' },
      ...{ qualifications: 'data', specialties: 'data', strengths: 'data', time_zone: 'data', locale: 'data' },
      ...{ mail_bookings: 'data', mail_reminders: 'data', mail_waitlist: 'data', mail_reviews: 'data' },
      ...{ reminder_minutes: 'data', total_slots: 'data', available_slots: 'none' },
      ...{ rating_count: 'none', rating_sum: 'none' },
    },
  },
  sessions: {
    holds: 'Login sessions: since when somebody is logged in on a device.',
    why: 'To recognise a login, and to end it.',
    kept: 'Until the login ends: by logging out, or when it has expired.',
    whose: [
      {
        ...{ who: 'the user', rows: 'user_id = $1', file: 'login-sessions' },
        explained: 'when you logged in, and until when each login lasts',
      },
    ],
    deletion: 'deleted',
    order: 'created_at, id',
    columns: { id: 'secret', user_id: 'person', created_at: 'data', expires_at: 'data' },
  },
  refresh_tokens: {
    holds: 'Fingerprints of the tokens that prolong a login.',
    why: 'To notice a stolen token.',
    kept: 'As long as the login session.',
    whose: [{ who: 'the user', rows: 'session_id IN (SELECT id FROM sessions WHERE user_id = $1)' }],
    deletion: 'deleted',
    columns: { token_hash: 'secret', session_id: 'secret', created_at: 'none', used_at: 'none' },
  },
  account_links: {
    holds: 'Links that were mailed: to set a password, to verify an email, to change it.',
    why: 'So that each link works once, and only for a while.',
    kept: 'Until a week after it has expired.',
    whose: [
      {
        ...{ who: 'the user', rows: 'user_id = $1', file: 'mailed-links' },
        explained: 'links about your account that we mailed to you lately, without the links themselves',
      },
    ],
    deletion: 'deleted',
    order: 'requested_at, id',
    columns: {
      ...{ id: 'secret', token_hash: 'secret', user_id: 'person', purpose: 'data', email: 'data', old_email: 'data' },
      ...{ requested_at: 'data', expires_at: 'data', used_at: 'data' },
    },
  },
  login_throttles: {
    holds:
      'Fingerprints of emails and network addresses at which logins failed or mails were asked for, with the times.',
    why: 'To stop those who guess passwords.',
    kept: 'A quarter of an hour after the last attempt.',
    whose: [],
    deletion: { key: 'a fingerprint that no longer leads to anybody; it goes a quarter of an hour later' },
    columns: { key: 'secret', failures: 'none', last_failure_at: 'none', last_attempt: 'none' },
  },
  exports: {
    holds: 'That somebody asked for their data, and how far the file is.',
    why: 'To make the file, once a day at most.',
    kept: 'A day after the file is made.',
    whose: [{ who: 'the user', rows: 'user_id = $1' }],
    deletion: 'deleted',
    columns: {
      ...{ user_id: 'person', status: 'none', requested_at: 'none', due_at: 'none', attempts: 'none', tries: 'none' },
      ...{ ready_at: 'none', size: 'none' },
    },
  },
  export_chunks: {
    holds: "The files with people's data.",
    why: 'So that their owner can fetch them.',
    kept: 'A day.',
    whose: [{ who: 'the user', rows: 'user_id = $1' }],
    deletion: 'deleted',
    columns: { user_id: 'person', attempt: 'none', number: 'none', content: 'secret' },
  },
  idempotency_keys: {
    holds: 'Answers to requests that a program may send twice.',
    why: 'So that a repeated request is answered and not done again.',
    kept: 'A day.',
    whose: [{ who: 'the user', rows: 'user_id = $1' }],
    deletion: 'deleted',
    columns: {
      ...{ key_hash: 'secret', fingerprint: 'secret', sealed_answer: 'secret', answer: 'secret' },
      ...{ created_at: 'none', user_id: 'person' },
    },
  },
  admin_audit: {
    holds: 'What admins changed of others, from what to what, and when.',
    why: 'So that mistakes and abuse come to light.',
    kept: 'Always: nobody can change or delete an entry.',
    whose: [
      {
        ...{ who: 'the user', rows: 'subject_id = $1', file: 'changes-by-admins' },
        explained: 'what admins changed of yours, and when; the admins are not named',
      },
      {
        ...{ who: 'the admin', rows: 'actor_id = $1', file: 'what-you-changed-as-an-admin' },
        explained: 'when you changed something of others as an admin',
        without: ['record_id', 'before', 'after'],
      },
    ],
    deletion: { at: PROOF, what: PROOF, action: PROOF },
    order: 'at, id',
    columns: {
      ...{ id: 'none', at: 'data', actor_id: 'person', request_id: 'none', what: 'data', action: 'data' },
      ...{ record_id: 'data', subject_id: 'person', before: 'health', after: 'health' },
    },
  },
};
