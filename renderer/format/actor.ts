/** Who did something, as people say it: `user:clerk` is `clerk`, `worker:press` is `Dockhand`. Pure. */
export function person(actor: string): string {
  return actor.startsWith('user:') ? actor.slice('user:'.length) : 'Dockhand';
}
