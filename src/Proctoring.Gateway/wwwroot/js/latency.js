// How long answers take. The first dialect does not say which frame a verdict answers, and a frame may be superseded without an
// answer, so there is one honest estimate: the time since the newest frame sent. It is exact while answers come back before the
// next frame goes out. Two frames sent between answers show that they do not; then all we know is "longer than the interval".

/** An answer that took too long taints this many answers, or the figure would flip to and fro on a server at its limit. */
const taintedAnswers = 10;

export const noFrames = Object.freeze({ waiting: 0, oldestAt: null, newestAt: null, tainted: 0 });

/** A frame went out. waiting: frames sent since the last answer; oldestAt, newestAt: when the first and last of them went. */
export function afterFrame(state, now) {
  return { ...state, waiting: state.waiting + 1, oldestAt: state.oldestAt ?? now, newestAt: now };
}

/** An answer came. The latency is {ms}, or {over: true}, or null where nothing was waiting. */
export function afterAnswer(state, now) {
  const tainted = state.waiting === 1 ? Math.max(0, state.tainted - 1) : taintedAnswers;
  const latency = tainted > 0 ? { over: true } : { ms: now - state.newestAt };
  const known = state.newestAt !== null;
  return { state: { ...noFrames, tainted: known ? tainted : state.tainted }, latency: known ? latency : null };
}

/** How long the oldest frame since the last answer has been out, in milliseconds. */
export function unansweredMs(state, now) {
  return state.oldestAt === null ? 0 : now - state.oldestAt;
}
