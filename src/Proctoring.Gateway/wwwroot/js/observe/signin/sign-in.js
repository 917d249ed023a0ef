// Who watches: nobody needs to say so (open), somebody signs in at the authority (oidc), or whoever opens the page brings a token in its
// fragment (token). Whatever the way: {token(), who(), expires(), renew(), begin()}; begin is null where nobody can sign in here.

import { takeFromFragment } from '../../addresses.js';
import { beginSignIn, discover, finishSignIn, refresh, takeReturn } from './oidc.js';
import { claimsOf } from './pkce.js';
import { tabStore } from './store.js';

/** Renewed this long before the end, so that no request comes with a token that ends on its way. */
const earlyMs = 30_000;

/** Throws a SignInError for a return that is not right. */
export async function signIn(config, page = window) {
  const kept = tabStore('tokens');
  if (config.signIn === 'oidc')
    return atAuthority(config, kept, page);
  const brought = config.signIn === 'token' ? takeToken(page) : null;
  if (brought)
    kept.keep(brought);
  return {
    token: () => (config.signIn === 'token' ? kept.read()?.token ?? null : null),
    who: () => (config.signIn === 'token' ? kept.read()?.who ?? null : null),
    expires: () => (config.signIn === 'token' ? kept.read()?.expires ?? null : null),
    renew: async () => false,
    begin: null,
    /** The same tab was given another token: whoever opened it did so again. */
    takeAnother() {
      const another = config.signIn === 'token' ? takeToken(page) : null;
      if (another)
        kept.keep(another);
      return another !== null;
    },
  };
}

/** The token in the address's fragment; null for none. */
export function takeToken(page) {
  const token = takeFromFragment('token', page);
  if (!token)
    return null;
  const claims = claimsOf(token);
  return { token, who: claims?.name ?? claims?.sub ?? null, expires: claims?.exp ? 1000 * claims.exp : null };
}

async function atAuthority(config, kept, page) {
  const begun = tabStore('begun');
  let endpoints = null;
  let renewing = null;
  const find = async () => (endpoints ??= await discover(config.authority));

  const back = takeReturn(page);
  if (back !== null) {
    const start = begun.take();
    if (start?.returnTo)
      page.history.replaceState(null, '', start.returnTo);
    kept.keep(await finishSignIn(await find(), config, back, start, Date.now()));
  }

  async function renewNow() {
    const tokens = kept.read();
    if (!tokens?.refresh)
      return false;
    const fresh = await find().then((endpoints) => refresh(endpoints, config, tokens, Date.now())).catch(() => undefined);
    if (fresh === undefined)
      return true; // Away: it is tried again with whatever needs it.
    if (fresh === null)
      kept.forget();
    else
      kept.keep(fresh);
    return fresh !== null;
  }

  return {
    token: () => kept.read()?.token ?? null,
    who: () => kept.read()?.who ?? null,
    expires: () => kept.read()?.expires ?? null,
    /** Whether it can be renewed without anybody's doing. */
    renewsItself: () => Boolean(kept.read()?.refresh),
    /** At once for all who ask meanwhile: a refresh token may be good once. */
    renew: () => (renewing ??= renewNow().finally(() => (renewing = null))),
    async begin() {
      const { url, begun: start } = await beginSignIn(await find(), config, new URL(page.location.pathname, page.location.href).href, page.location.pathname + page.location.search, Date.now());
      begun.keep(start);
      page.location.assign(url);
    },
    takeAnother: () => false,
    earlyMs,
  };
}
