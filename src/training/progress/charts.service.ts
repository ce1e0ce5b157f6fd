import { Injectable } from '@nestjs/common';
import { Replica } from '../../database/replica.js';
import { spelling } from '../../database/rows/texts.js';
import { Clock } from '../../time/clock.js';
import { daysAgoToToday } from '../../time/iso.js';
import {
  type DayCount,
  DayCountsDto,
  type DietAdherenceDto,
  type DietTargetsDto,
  type ExerciseVolumeDto,
  type WorkoutVolumeDto,
} from '../dto/charts.dto.js';

const FREQUENCY = `
  SELECT workout_date AS day, count(*)::integer AS count FROM workout_logs
   WHERE user_id = $1 AND workout_date BETWEEN $2 AND $3
   GROUP BY workout_date ORDER BY workout_date`;

/** Sums are decimal: 0.1 and 0.2 make 0.3. */
const ADHERENCE = `
  SELECT days.*, targets.* FROM (
    SELECT coalesce(array_agg(day::text ORDER BY day), '{}') AS labels,
           coalesce(array_agg(calories ORDER BY day), '{}') AS calories,
           coalesce(array_agg(protein ORDER BY day), '{}') AS protein,
           coalesce(array_agg(carbs ORDER BY day), '{}') AS carbs,
           coalesce(array_agg(fat ORDER BY day), '{}') AS fat
      FROM (SELECT meal_date AS day,
                   coalesce(sum(calories::numeric), 0)::float8 AS calories,
                   coalesce(sum(protein_grams::numeric), 0)::float8 AS protein,
                   coalesce(sum(carbs_grams::numeric), 0)::float8 AS carbs,
                   coalesce(sum(fat_grams::numeric), 0)::float8 AS fat
              FROM diet_logs WHERE user_id = $1 AND meal_date BETWEEN $2 AND $3
             GROUP BY meal_date) meals) days
    LEFT JOIN (
      SELECT target_calories, target_protein_grams, target_carbs_grams, target_fat_grams
        FROM diet_plans WHERE user_id = $1 AND status = 'active' ORDER BY start_date DESC, id DESC LIMIT 1) targets ON true`;

interface AdherenceRow extends Omit<DietAdherenceDto, 'targets'> {
  readonly target_calories: number | null;
  readonly target_protein_grams: number | null;
  readonly target_carbs_grams: number | null;
  readonly target_fat_grams: number | null;
}

/** Bounds the answer: random exercise names would otherwise give one series for each log. */
const MOST_EXERCISES = 500;
const MOST_POINTS = 10_000;

/** Folds each name once, because folding costs more than reading a log. Shows the latest of several spellings. */
const VOLUME = `
  WITH typed AS MATERIALIZED (
    SELECT exercise_name, ${spelling('exercise_name')} AS spelling
      FROM (SELECT DISTINCT exercise_name FROM workout_logs
             WHERE user_id = $1 AND workout_date BETWEEN $2 AND $3 AND weight IS NOT NULL) names
  )
  SELECT exercise, dates, avg_weights, max_weights FROM (
    SELECT spelling, (array_agg(exercise ORDER BY day DESC))[1] AS exercise, array_agg(day::text ORDER BY day) AS dates,
           array_agg(average ORDER BY day) AS avg_weights, array_agg(most ORDER BY day) AS max_weights
      FROM (SELECT t.spelling, l.workout_date AS day, avg(l.weight) AS average, max(l.weight) AS most,
                   (array_agg(l.exercise_name ORDER BY l.id DESC))[1] AS exercise
              FROM workout_logs l JOIN typed t ON t.exercise_name = l.exercise_name
             WHERE l.user_id = $1 AND l.workout_date BETWEEN $2 AND $3 AND l.weight IS NOT NULL
               AND ($4::text IS NULL OR t.spelling = ${spelling('$4')})
             GROUP BY l.workout_date, t.spelling
             ORDER BY l.workout_date DESC, t.spelling LIMIT ${MOST_POINTS}) days
     GROUP BY spelling ORDER BY max(day) DESC, spelling LIMIT ${MOST_EXERCISES}) latest
   ORDER BY spelling COLLATE "und-x-icu"`;

/** The owner of the logs, and the time zone in which their days begin. */
interface Person {
  readonly id: number;
  readonly timeZone: string;
}

/** Charts of one user's logs, one statement each. They show only days with data, up to today. */
@Injectable()
export class ChartsService {
  constructor(
    private readonly replica: Replica,
    private readonly clock: Clock,
  ) {}

  /** The number of logged exercises for each day. */
  async workoutFrequency(who: Person, days: number): Promise<DayCountsDto> {
    return DayCountsDto.from(await this.replica.rows<DayCount>(FREQUENCY, period(who, this.clock.now(), days)));
  }

  /** The sums of each day's diet logs, and the targets of the newest active diet plan. */
  async dietAdherence(who: Person, days: number): Promise<DietAdherenceDto> {
    const row = await this.replica.one<AdherenceRow>(ADHERENCE, period(who, this.clock.now(), days));
    const { labels, calories, protein, carbs, fat, ...plan } = row;
    return { labels, calories, protein, carbs, fat, targets: targetsOf(plan) };
  }

  /** The weights of every exercise, or of one. Above the limits only the latest are shown. */
  async workoutVolume(who: Person, days: number, exercise: string | null): Promise<WorkoutVolumeDto> {
    const rows = await this.replica.rows<ExerciseVolumeDto & { exercise: string }>(VOLUME, [
      ...period(who, this.clock.now(), days),
      exercise,
    ]);
    return {
      exercises: rows.map((row) => row.exercise),
      data: Object.fromEntries(rows.map(({ exercise: name, ...volume }) => [name, volume])),
    };
  }
}

function targetsOf(plan: Omit<AdherenceRow, Exclude<keyof DietAdherenceDto, 'targets'>>): DietTargetsDto {
  return {
    calories: plan.target_calories,
    protein: plan.target_protein_grams,
    carbs: plan.target_carbs_grams,
    fat: plan.target_fat_grams,
  };
}

const period = ({ id, timeZone }: Person, now: Date, days: number) => [id, ...daysAgoToToday(now, timeZone, days)];
