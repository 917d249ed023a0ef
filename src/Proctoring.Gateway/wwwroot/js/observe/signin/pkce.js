// Secrets of one sign-in (RFC 7636, S256).

export function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export const secret = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export async function challengeOf(verifier) {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

/** What a JWT says. Nobody checks its signature here: it decides nothing, or came from the authority itself over TLS. Null for none. */
export function claimsOf(token) {
  try {
    const bytes = Uint8Array.from(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
