// The link that a candidate is sent: its code opens the exam once, and is exchanged for a token that this tab keeps.

/** The code in the address's fragment, which is taken out of it: not for the history, nor for whoever looks on. Null for none. */
export function takeCode(page = window) {
  const code = new URLSearchParams(page.location.hash.slice(1)).get('code');
  if (code === null)
    return null;
  page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search);
  return code;
}

/** The token for a code; null where the server does not take it. Throws where the server cannot be reached. */
export async function exchange(code) {
  const answer = await fetch('/api/join', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }) });
  if (answer.ok)
    return (await answer.json()).token;
  if (answer.status === 429 || answer.status >= 500)
    throw new Error(`The server answered ${answer.status}.`);
  return null;
}
