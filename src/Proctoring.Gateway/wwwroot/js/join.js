// The link that a candidate is sent: its code opens the exam once, and is exchanged for a token that this tab keeps.

import { takeFromFragment } from './addresses.js';

/** The code in the address's fragment; null for none. */
export const takeCode = () => takeFromFragment('code');

/** The token for a code; null where the server does not take it. Throws where the server cannot be reached. */
export async function exchange(code) {
  const answer = await fetch('/api/join', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }) });
  if (answer.ok)
    return (await answer.json()).token;
  if (answer.status === 429 || answer.status >= 500)
    throw new Error(`The server answered ${answer.status}.`);
  return null;
}
