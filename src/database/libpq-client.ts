import pg from 'pg';

/** What pg’s connections do that its type declarations lack. connection.spec.ts fails when they change. */
interface Wire extends pg.Connection {
  connect(port: number | string, host?: string): void;
  attachListeners(stream: object): void;
}

interface Wanted {
  /** sslmode “allow” and “prefer”: without TLS when the server offers none. */
  readonly isOptional: boolean;
  /** channel_binding “require”: no login unless it is bound to the TLS connection. */
  readonly mustBind: boolean;
}

/** A client of pg that does what pg itself cannot. */
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

/** pg gives up when the server answers N to the question for TLS. The connection is as good as new then, as libpq knows. */
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

/** pg prefers a bound login, but takes any other. */
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
