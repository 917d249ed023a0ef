// Which frames of this connection still wait for an answer. The nth frame sent is frame n; verdicts name the frame they answer, so
// latency is exact. A frame that a newer one replaced has no answer of its own: a later frame's answer settles it.

export const nothingSent = Object.freeze({ sent: 0, waiting: Object.freeze([]) });

export function afterFrame(log, now) {
  const frame = log.sent + 1;
  return { sent: frame, waiting: [...log.waiting, { frame, at: now }] };
}

/** The latency is null for a frame that does not wait: one answered before, or another connection's. */
export function afterAnswer(log, frame, now) {
  const answered = log.waiting.find((each) => each.frame === frame);
  const waiting = log.waiting.filter((each) => each.frame > frame);
  return { log: { ...log, waiting }, latencyMs: answered ? now - answered.at : null };
}

/** How long the oldest frame without an answer has been out, in milliseconds. */
export function unansweredMs(log, now) {
  return log.waiting.length === 0 ? 0 : now - log.waiting[0].at;
}
