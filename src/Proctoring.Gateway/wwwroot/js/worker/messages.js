// The text messages of proctoring.v1 (docs/protocol.md), in the page's own spelling.

export const subprotocol = 'proctoring.v1';

const understood = new Set(['hello', 'verdict', 'mark', 'pace', 'error']);

/** resume: the token of an earlier hello, or null; token: who the candidate is, or null; pictures: 'none' or 'changes' for less than the server offers. */
export function startMessage({ resume, token, room, pictures }) {
  return JSON.stringify({ type: 'start', ...(resume && { resume }), ...(token && { token }), ...(room && { room }), pictures });
}

export const visibilityMessage = (hidden) => JSON.stringify({ type: 'visibility', hidden });

export const stopMessage = () => JSON.stringify({ type: 'stop' });

/** The server's message with its fields in camel case; null for what this page does not know, which may be a newer server's. */
export function readMessage(text) {
  const message = parsed(text);
  if (!understood.has(message?.type))
    return null;
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [camelCase(name), value]));
}

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
