// How long a phone has been in view, worked out from verdicts. The first dialect does not say, so this is the page's own
// estimate for the bar; the server alone decides about marks. Times are milliseconds of any steady clock.

export const phoneMessage = 'cell phone detected!';

/** Verdicts without a phone for this long end the run; it is also the longest silence between verdicts that counts. */
export const missToleranceMs = 1000;

/** No phone in view. phoneMs: length of the run so far; seenAt, judgedAt: the last verdict with a phone, the last of any kind. */
export const noPhone = Object.freeze({ phoneMs: 0, seenAt: null, judgedAt: null });

/** A verdict arrived: the run after it. */
export function afterVerdict(run, verdict, now) {
  if (verdict.message !== phoneMessage)
    return run.seenAt === null || now - run.seenAt >= missToleranceMs ? noPhone : { ...run, judgedAt: now };
  if (run.seenAt === null)
    return { phoneMs: 0, seenAt: now, judgedAt: now };

  // A miss this short counts as phone in view. A silence longer than the tolerance does not: nobody looked.
  const looked = now - run.judgedAt < missToleranceMs;
  const missed = run.judgedAt !== run.seenAt;
  if (missed && now - run.seenAt >= missToleranceMs)
    return { phoneMs: 0, seenAt: now, judgedAt: now };
  return { phoneMs: run.phoneMs + (looked ? now - run.seenAt : 0), seenAt: now, judgedAt: now };
}

/** What the bar shows, 0 to holdMs. A marked session's bar is full. */
export function barMs(run, verdict, holdMs) {
  return verdict.cheatingDetected ? holdMs : Math.min(run.phoneMs, holdMs);
}
