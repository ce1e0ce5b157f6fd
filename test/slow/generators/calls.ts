// Compiled beside the generated clients by generated-clients.spec.ts. Prints what each client was answered.
import { client as heyApi } from './hey-api/client.gen.js';
import * as hey from './hey-api/sdk.gen.js';
import * as orval from './orval/api.js';
import * as schemas from './orval/zod.js';
import { createApiClient } from './zodios/client.js';

const [origin = '', coachId = ''] = process.argv.slice(2);
const coach_id = Number(coachId);
const name = '🏋'.repeat(255);
const password = 'correct horse battery';
const log = { workout_date: '2026-11-23', exercise_name: 'Back Squat', sets: 5, reps: 8, weight: 82.5 };

/** What a client was answered: who signed up, the coach’s name, the booking’s status, the log’s weight, and a problem’s code. */
interface Answers {
  email: string;
  coach: string | undefined;
  status: string;
  weight: number | null;
  problem: string;
}

const email = (of: string) => `o'brien+${of}@bücher.example`;

async function byHeyApi(): Promise<Answers> {
  heyApi.setConfig({ baseUrl: origin });
  const { data: account } = await hey.authSignUp({
    body: { email: email('hey'), password, full_name: name },
    throwOnError: true,
  });
  const headers = { Authorization: `Bearer ${account.access_token}` };
  const { data: coaches } = await hey.bookingsListCoaches({ headers, throwOnError: true });
  const body = { coach_id, slot_number: 1 };
  const { data: booking } = await hey.bookingsBook({ headers, body, throwOnError: true });
  const { data: logged } = await hey.workoutLogsCreate({ headers, body: log, throwOnError: true });
  const { error } = await hey.bookingsBook({ headers, body });
  return {
    email: account.user.email,
    coach: coaches.find((coach) => coach.coach_id === coach_id)?.coach_name,
    status: booking.status,
    weight: logged.weight,
    problem: error?.code ?? '',
  };
}

async function byOrval(): Promise<Answers> {
  const signedUp = await orval.authSignUp({ email: email('orval'), password, full_name: name });
  if (signedUp.status !== 201) throw new Error(JSON.stringify(signedUp));
  const account = schemas.authLogInResponse.parse(signedUp.data);
  const options = { headers: { Authorization: `Bearer ${account.access_token}` } };
  const listed = await orval.bookingsListCoaches({}, options);
  const coaches = schemas.bookingsListCoachesResponse.parse(listed.data);
  const booked = await orval.bookingsBook({ coach_id, slot_number: 2 }, options);
  const logged = await orval.workoutLogsCreate(log, options);
  const refused = await orval.bookingsBook({ coach_id, slot_number: 2 }, options);
  if (booked.status !== 201 || logged.status !== 201 || refused.status !== 409)
    throw new Error(JSON.stringify(refused));
  return {
    email: account.user.email,
    coach: coaches.find((coach) => coach.coach_id === coach_id)?.coach_name,
    status: schemas.bookingsShowResponse.omit({ coach_name: true, client_name: true }).parse(booked.data).status,
    weight: schemas.workoutLogsShowResponse.parse(logged.data).weight,
    problem: refused.data.code,
  };
}

async function byZodios(): Promise<Answers> {
  const guest = createApiClient(origin);
  // This client checks what it sends as well, and counts an emoji as two.
  const account = await guest.authSignUp({ email: 'zodios@example.com', password, full_name: 'Jo' });
  const axiosConfig = { headers: { Authorization: `Bearer ${account.access_token}` } };
  const client = createApiClient(origin, { axiosConfig });
  const coaches = await client.bookingsListCoaches();
  const booking = await client.bookingsBook({ coach_id, slot_number: 3 });
  const logged = await client.workoutLogsCreate(log);
  const refused = client.bookingsBook({ coach_id, slot_number: 3 });
  return {
    email: account.user.email,
    coach: coaches.find((coach) => coach.coach_id === coach_id)?.coach_name,
    status: booking.status,
    weight: logged.weight,
    problem: await refused.then(
      () => '',
      (error: { response?: { data: { code: string } } }) => error.response?.data.code ?? String(error),
    ),
  };
}

const { fetch } = globalThis;
// The client of orval asks for addresses without an origin, as in a browser.
globalThis.fetch = (input, init) => fetch(typeof input === 'string' ? new URL(input, origin) : input, init);
console.log(JSON.stringify([await byHeyApi(), await byOrval(), await byZodios()]));
