// The first dialect's text messages in the page's own words.

/** {kind: 'verdict', cheatingDetected, counts: {label: number}, message} or {kind: 'error', message}; null for anything else. */
export function readAnswer(text) {
  const answer = parsed(text);
  if (answer === null || typeof answer !== 'object' || typeof answer.message !== 'string')
    return null;
  if (answer.status === 'error')
    return { kind: 'error', message: answer.message };
  return {
    kind: 'verdict',
    cheatingDetected: answer.cheating_detected === true,
    counts: answer.object_count ?? {},
    message: answer.message,
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
