import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isLoopbackHost } from '../wire/loopback-host.js';
import { GENERAL, ProblemException } from '../problems/problem.js';

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;
const FORWARDING = /^(x-forwarded-.*|x-real-ip|forwarded|via)$/;

/**
 * For people at this machine only; all others are told that nothing is at the address. A proxy on this machine connects from
 * loopback, too: its forwarding headers tell it. The Host keeps out web pages whose name leads to this machine,
 * the Origin all other pages of strangers.
 */
@Injectable()
export class LocalGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers, socket } = context.switchToHttp().getRequest<FastifyRequest>();
    const isForwarded = Object.keys(headers).some((name) => FORWARDING.test(name));
    const isLocal = LOOPBACK.test(socket.remoteAddress ?? '') && isLoopbackHost(headers.host ?? '');
    if (!isLocal || isForwarded || !isLocalOrigin(headers.origin)) throw new ProblemException(404, ...GENERAL[404]);
    return true;
  }
}

/** Programs send no Origin. */
const isLocalOrigin = (origin: string | undefined) =>
  origin === undefined || isLoopbackHost(origin.replace(/^https?:\/\//, ''));
