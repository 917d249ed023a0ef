// What a screen reader is told: one voice for the whole page, so that one change is one announcement.

/** What is said within this long is said in one go. */
const gatherMs = 200;

/** A finding is spoken once it has stood for this long: a phone at the edge of the picture changes it three times a second. */
const settleMs = 2000;

export function announcer(element) {
  const pending = new Map();
  let gathering = 0;
  let settling = 0;
  let finding = '';

  /** Says something once, soon. Of one subject only the newest is said. */
  function say(text, subject = text) {
    pending.set(subject, text);
    clearTimeout(gathering);
    gathering = setTimeout(() => {
      element.textContent = [...pending.values()].filter(Boolean).join(' ');
      pending.clear();
    }, gatherMs);
  }

  /** Says what is seen when it has settled; the same again is not said again. */
  function sayFinding(text) {
    if (text === finding)
      return;
    finding = text;
    clearTimeout(settling);
    settling = setTimeout(() => say(finding, 'finding'), settleMs);
  }

  /** Forgets what has not been said yet. */
  function hush() {
    clearTimeout(settling);
    finding = '';
  }

  return { say, sayFinding, hush };
}
