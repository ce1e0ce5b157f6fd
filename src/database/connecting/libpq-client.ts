import pg from 'pg';

/** Methods of pg’s connections that its type declarations lack. connection.spec.ts fails when they change. */
interface Wire extends pg.Connection {
  connect(port: number | string, host?: string): void;
  attachListeners(stream: object): void;
}

interface Wanted {
  /** sslmode “allow” and “prefer”: goes on without TLS when the server offers none. */
  readonly isOptional: boolean;
  /** channel_binding “require”: refuses a login that is not bound to the TLS connection. */
  readonly mustBind: boolean;
}

/** A client of pg with two abilities of libpq that pg lacks. */
export function clientLikeLibpq({ isOptional, mustBind }: Wanted): typeof pg.Client {
  if (!isOptional && !mustBind) return pg.Client;
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const { connection } = this as unknown as { readonly connection: Wire };
      if (isOptional) goOnWithoutTls(connection);
      if (mustBind) requireBinding(connection);
    }
  };
}

/**
 * Goes on without TLS when the server answers N to the request for it, where pg would fail. The connection is still as
 * good as new.
 */
function goOnWithoutTls(connection: Wire): void {
  const connect = connection.connect.bind(connection);
  connection.connect = (port, host) => {
    connect(port, host);
    const { stream } = connection;
    const [decide] = stream.listeners('data');
    stream.removeAllListeners('data').once('data', (answer: Buffer) => {
      if (answer.toString() !== 'N') {
        decide?.(answer);
        return;
      }
      connection.attachListeners(stream);
      connection.emit('sslconnect');
    });
  };
}

/** Refuses logins without channel binding: pg prefers it but accepts any other. */
function requireBinding(connection: Wire): void {
  const emit = connection.emit.bind(connection);
  let isBound = false;
  connection.emit = (event: string, ...args: unknown[]) => {
    if (event === 'authenticationSASL') isBound = offersBinding(args[0]);
    if (!/^authentication(Ok|SASL|CleartextPassword|MD5Password)$/.test(event) || isBound) return emit(event, ...args);
    connection.stream.destroy();
    return emit('error', new Error('channel_binding=require: the server does not offer it on this connection'));
  };
}

function offersBinding(message: unknown): boolean {
  return (message as { mechanisms: readonly string[] }).mechanisms.includes('SCRAM-SHA-256-PLUS');
}
