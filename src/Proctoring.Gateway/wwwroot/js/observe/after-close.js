// What to do when the room's socket has closed, or could not be opened (docs/rooms.md). Decisions only.

const finalCodes = new Map([
  [1003, 'fault'],
  [1008, 'denied'],
]);

/** The server read or wrote too slowly for us, or cannot look the room up: it asks for patience. */
const retryLater = 1013;

const tokenMissing = 4001;
const notAllowed = 4003;
const tokenExpired = 4004;

/** A ticket can be used up or too old; one that was fetched a moment ago hardly is. */
const refusalsBelieved = 3;

const firstMs = 500;
const mostMs = 20_000;

export const fresh = Object.freeze({ attempts: 0, refusals: 0 });

/**
 * chance: 0 ≤ chance < 1. The action is {kind: 'end', reason} or {kind: 'wait', delayMs, renew}; renew: get a new token first. Delays
 * are spread over their whole range, which doubles, so that a room's observers do not all come back at once.
 */
export function afterClose(state, code, chance) {
  const reason = finalCodes.get(code);
  if (reason)
    return { state, action: { kind: 'end', reason } };
  const refusals = code === notAllowed ? state.refusals + 1 : 0;
  if (refusals >= refusalsBelieved)
    return { state, action: { kind: 'end', reason: 'denied' } };
  const range = Math.min(mostMs, firstMs * 2 ** state.attempts);
  const atLeast = code === retryLater ? firstMs : 0;
  const action = { kind: 'wait', delayMs: Math.floor(atLeast + chance * range), renew: code === tokenExpired || code === tokenMissing };
  return { state: { attempts: state.attempts + 1, refusals }, action };
}

/** What asking for a ticket came to, as a close code: the same decisions follow. */
export function codeOfStatus(status) {
  if (status === 401)
    return tokenMissing;
  if (status === 403 || status === 404)
    return 1008;
  return status === 429 || status === 503 ? retryLater : 1006;
}
