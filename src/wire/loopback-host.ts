const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Whether a `Host` header names the machine of the caller. */
export const isLoopbackHost = (host: string) => LOOPBACK_HOST.test(host);
