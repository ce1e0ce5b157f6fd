import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONSTRAINT_REFUSALS, type ConstraintRefusals } from '../../problems/constraint-refusals.js';
import { type DatabaseFault, faultOf, reasonOf } from '../../database/postgres-errors.js';
import { DomainError } from '../../domain-error.js';
import { Metrics } from '../observing/metrics.js';
import {
  generalProblem,
  instanceOf,
  type Problem,
  problem,
  PROBLEM_JSON,
  ProblemException,
  refusal,
} from '../../problems/problem.js';
import { RouteTable } from '../route-table.js';
import { traceOf } from '../observing/trace-context.js';

const RETRY_AFTER_SECONDS = 1;

const codes = new WeakMap<FastifyReply, string>();

/** The code of the problem that answered, if one did. */
export const codeOf = (reply: FastifyReply): string | undefined => codes.get(reply);

/** Every failure leaves as application/problem+json (RFC 9457). The answer to an unknown failure hides its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(
    private readonly routes: RouteTable,
    private readonly metrics: Metrics,
    @Inject(CONSTRAINT_REFUSALS) private readonly constraints: ConstraintRefusals,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const allowed = isUnmatchedRoute(error) ? this.routes.methodsOf(request.url) : [];
    const answer = allowed.length > 0 ? generalProblem(405, instanceOf(request)) : this.toProblem(error, request);

    codes.set(reply, answer.code);
    if (allowed.length > 0) void reply.header('Allow', allowed.join(', '));
    if (answer.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    const retryAfter = error instanceof DomainError ? error.retryAfter : undefined;
    if (retryAfter !== undefined) void reply.header('Retry-After', retryAfter);
    else if (answer.status === 503) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
    void reply.status(answer.status).header('Content-Type', PROBLEM_JSON).send(answer);
  }

  private toProblem(error: unknown, request: FastifyRequest): Problem {
    const instance = instanceOf(request);
    if (error instanceof DomainError) return refusal(error, instance);
    if (error instanceof ProblemException) {
      return problem({
        status: error.getStatus(),
        code: error.code,
        detail: error.message,
        errors: error.errors,
        instance,
      });
    }
    if (error instanceof HttpException) return generalProblem(error.getStatus(), instance);
    const fault = faultOf(error);
    return fault ? this.ofDatabase(fault, error, request) : this.defect(error, request);
  }

  private ofDatabase(fault: DatabaseFault, error: unknown, request: FastifyRequest): Problem {
    const instance = instanceOf(request);
    switch (fault.kind) {
      case 'unavailable':
        this.logger.warn({ ...tagsOf(request), reason: reasonOf(error) }, 'database unavailable');
        return generalProblem(503, instance);
      case 'outdated':
        this.logger.error({ ...tagsOf(request), reason: reasonOf(error) }, 'the schema is not what this code needs');
        return generalProblem(503, instance);
      case 'unstorable':
        this.metrics.unstorable.inc();
        this.logger.error({ ...tagsOf(request), reason: reasonOf(error) }, 'validation let a value through');
        return generalProblem(422, instance);
      case 'conflict': {
        const refused = this.constraints[fault.constraint];
        return refused ? refusal(refused(), instance) : this.defect(error, request);
      }
    }
  }

  private defect(error: unknown, request: FastifyRequest): Problem {
    this.logger.error({ ...tagsOf(request), err: error }, 'defect');
    return generalProblem(500, instanceOf(request));
  }
}

/** What log lines of a request have in common. */
const tagsOf = ({ id, headers }: FastifyRequest) => ({ request: id, ...traceOf(headers) });

/** Our rules throw DomainErrors, so a plain 404 comes from the router. */
function isUnmatchedRoute(error: unknown): boolean {
  return error instanceof HttpException && !(error instanceof ProblemException) && error.getStatus() === 404;
}
