// Which group a candidate belongs to: those who need a person first.

export const groups = ['marked', 'phone', 'unseen', 'missing', 'watched', 'later', 'over'];

/** Those somebody should look after now. */
export const needsPerson = new Set(['marked', 'phone', 'unseen', 'missing']);

/** now: in Unix milliseconds, by the server's clock. */
export function groupOf(candidate, now) {
  if (candidate.marks > candidate.dismissed)
    return 'marked';
  if (candidate.presence === 'over' || isPast(candidate.ends, now) && hasGone(candidate))
    return 'over';
  if (candidate.presence === 'expected')
    return candidate.starts && !isPast(candidate.starts, now) ? 'later' : 'missing';
  if (candidate.presence !== 'watched')
    return 'unseen'; // blind, silent or away
  return candidate.phone ? 'phone' : 'watched';
}

/** Whether people have decided on every mark: there is nothing left to do, though the session stays flagged. */
export const isDecided = ({ marks, dismissed, decisions }) => marks > 0 && dismissed + countOf(decisions, 'confirmed') >= marks;

function countOf(decisions, wanted) {
  let count = 0;
  for (const decision of decisions.values())
    count += decision === wanted ? 1 : 0;
  return count;
}

const isPast = (time, now) => time !== undefined && time !== null && Date.parse(time) <= now;
const hasGone = ({ presence }) => presence === 'expected' || presence === 'away';
