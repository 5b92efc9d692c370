/**
 * Why headquarters did not start, in one sentence for whoever keeps its computer: what is amiss, and what to do. Anything
 * else that is thrown on the way is a defect, and is shown with the place where it happened.
 */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

export const whyNotStarted = (error: unknown): string =>
  error instanceof CannotStart
    ? `Headquarters has not started. ${error.message}`
    : String((error instanceof Error && error.stack) || error)

/** For whoever waits for a server to listen; `of`: the settings that name the place. Throws `CannotStart`. */
export const cannotListen =
  (of: { port: string; host: string }, port: number, host: string) =>
  (error: Error & { code?: string }): never => {
    const place = `${host}:${port}`
    switch (error.code) {
      case 'EADDRINUSE':
        throw new CannotStart(`Another program listens at ${place}: end that one, or set ${of.port} to a free port.`)
      case 'EACCES':
        throw new CannotStart(`This user may not listen at ${place}: set ${of.port} to a port above 1023.`)
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        throw new CannotStart(`${host} is no address of this computer: set ${of.host} to one that is.`)
      default:
        throw new CannotStart(`It cannot listen at ${place} (${of.host}, ${of.port}): ${error.message}.`)
    }
  }
