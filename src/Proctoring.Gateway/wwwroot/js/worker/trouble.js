// Whether refused frames are worth a word: one bad frame is not, a row of them is. Times are milliseconds of any steady clock.

/** Refusals with no verdict between them for this long are trouble. */
const persistsAfterMs = 3000;

export const noTrouble = Object.freeze({ since: null });

export function afterRefusal(trouble, now) {
  return { since: trouble.since ?? now };
}

export function persists(trouble, now) {
  return trouble.since !== null && now - trouble.since >= persistsAfterMs;
}
