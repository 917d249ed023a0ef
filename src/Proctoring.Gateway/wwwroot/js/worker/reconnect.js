// What to do when the socket has closed. Decisions only: the caller owns sockets, timers and chance.

/** Closes that a new connection would not mend, and why. 1000 is the server's plain end; we did not ask for it. */
const finalCodes = new Map([
  [1000, 'closed'],
  [1003, 'fault'],
  [1007, 'fault'],
  [1008, 'denied'],
  [1009, 'fault'],
  [4009, 'takenOver'],
  [4010, 'over'],
]);

/** The server does not know our resume token: the next start is a new session's. */
const tokenRefused = 4003;

/** The candidate's token has ended: nothing goes on before there is another. */
const tokenExpired = 4004;

/** The server is there and asks for patience. That uses no attempt: however long it takes, nobody has to press a button. */
const retryLater = 1013;

/** No attempt used. Also the state after each verdict: an answer proves the connection, an open socket alone does not. */
export const fresh = Object.freeze({ used: 0 });

/**
 * loss: {code, byUs}; policy: {attempts, maxDelayMs}; chance: 0 ≤ chance < 1.
 * The action is {kind: 'end', reason}, {kind: 'renew'} or {kind: 'wait', attempt, delayMs, anew}. Delays are spread evenly over the whole range, so
 * that the candidates of a server that went away do not all come back at once.
 */
export function afterLoss(state, loss, policy, chance) {
  if (loss.byUs)
    return end(state, 'stopped');
  const reason = finalCodes.get(loss.code);
  if (reason)
    return end(state, reason);
  if (loss.code === tokenExpired)
    return state.used >= policy.attempts ? end(state, 'expired') : { state: { used: state.used + 1 }, action: { kind: 'renew' } };
  const asksForPatience = loss.code === retryLater && policy.attempts > 0;
  if (state.used >= policy.attempts && !asksForPatience)
    return end(state, 'unreachable');
  if (asksForPatience)
    return { state, action: { kind: 'wait', attempt: Math.min(state.used + 1, policy.attempts), delayMs: Math.floor((1 + chance) * policy.maxDelayMs / 2), anew: false } };

  const attempt = state.used + 1;
  const action = { kind: 'wait', attempt, delayMs: Math.floor(chance * policy.maxDelayMs), anew: loss.code === tokenRefused };
  return { state: { used: attempt }, action };
}

function end(state, reason) {
  return { state, action: { kind: 'end', reason } };
}
