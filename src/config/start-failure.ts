/** Tells the operator why the process ends: in production as a line of the log, which collectors read, else as text. */
export function tellStartFailure(text: string, isProduction: boolean): void {
  if (isProduction) {
    const line = { level: 'fatal', time: new Date().toISOString(), msg: text };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } else {
    process.stderr.write(`${text}\n`);
  }
}
