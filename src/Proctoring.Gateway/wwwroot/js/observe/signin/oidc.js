// Signing in at an OpenID Connect authority: authorization code with PKCE, as a public client.
//
//   page ─▶ authority    state, nonce and the verifier's digest; the rest stays in this tab
//   page ◀─ authority    ?code=…&state=…, taken out of the address at once
//   page ─▶ token endpoint ─▶ access token, id token, perhaps a refresh token

import { challengeOf, claimsOf, secret } from './pkce.js';

/** A sign-in that was begun longer ago is no longer this one. */
const begunWithinMs = 10 * 60_000;

export class SignInError extends Error {}

export async function discover(authority) {
  const answer = await fetch(`${authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!answer.ok)
    throw new Error(`The authority answered ${answer.status}.`);
  return answer.json();
}

/** Where to send the browser, and what must be remembered until it is back. */
export async function beginSignIn(endpoints, { clientId, scope }, redirect, returnTo, now) {
  const begun = { state: secret(), nonce: secret(), verifier: secret(), redirect, returnTo, at: now };
  const url = new URL(endpoints.authorization_endpoint);
  const asked = {
    response_type: 'code', client_id: clientId, scope, redirect_uri: redirect,
    state: begun.state, nonce: begun.nonce, code_challenge: await challengeOf(begun.verifier), code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked))
    url.searchParams.set(name, value);
  return { url: url.href, begun };
}

/** What came back in the address: {code, state, iss, error}; null where nobody comes from an authority. */
export function takeReturn(page) {
  const query = new URLSearchParams(page.location.search);
  if (!query.has('state') || !(query.has('code') || query.has('error')))
    return null;
  const back = Object.fromEntries(['code', 'state', 'iss', 'error', 'error_description'].map((name) => [name, query.get(name)]));
  page.history.replaceState(null, '', page.location.pathname);
  return back;
}

/** The tokens for a return. Throws a SignInError for one that was not begun here, or that the authority refuses. */
export async function finishSignIn(endpoints, { clientId }, back, begun, now) {
  if (!begun || back.state !== begun.state || now - begun.at > begunWithinMs)
    throw new SignInError('state');
  if (back.iss && back.iss !== endpoints.issuer)
    throw new SignInError('issuer');
  if (back.error)
    throw new SignInError(back.error_description ?? back.error);
  const tokens = await askForTokens(endpoints, { grant_type: 'authorization_code', code: back.code, redirect_uri: begun.redirect, client_id: clientId, code_verifier: begun.verifier });
  const claims = claimsOf(tokens.id_token ?? '');
  if (claims?.nonce !== begun.nonce)
    throw new SignInError('nonce');
  if (claims.iss !== endpoints.issuer || ![claims.aud].flat().includes(clientId))
    throw new SignInError('issuer');
  return kept(tokens, claims, now);
}

/** New tokens for a refresh token. Null where the authority does not take it any more; throws where it cannot be reached. */
export async function refresh(endpoints, { clientId }, tokens, now) {
  try {
    const fresh = await askForTokens(endpoints, { grant_type: 'refresh_token', refresh_token: tokens.refresh, client_id: clientId });
    return kept({ refresh_token: tokens.refresh, ...fresh }, { name: tokens.who }, now);
  } catch (error) {
    if (error instanceof SignInError)
      return null;
    throw error;
  }
}

async function askForTokens(endpoints, form) {
  const answer = await fetch(endpoints.token_endpoint, { method: 'POST', body: new URLSearchParams(form), cache: 'no-store' });
  const tokens = await answer.json().catch(() => null);
  if (answer.ok && tokens?.access_token)
    return tokens;
  if (answer.status >= 500 || answer.status === 429)
    throw new Error(`The authority answered ${answer.status}.`);
  throw new SignInError(tokens?.error_description ?? tokens?.error ?? String(answer.status));
}

function kept(tokens, claims, now) {
  const seconds = tokens.expires_in ?? (claimsOf(tokens.access_token)?.exp ?? Infinity) - now / 1000;
  return {
    token: tokens.access_token,
    refresh: tokens.refresh_token ?? null,
    expires: Number.isFinite(Number(seconds)) ? now + 1000 * seconds : null,
    who: claims.name ?? claims.preferred_username ?? claims.email ?? claims.sub ?? null,
  };
}
