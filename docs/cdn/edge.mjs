// Checks the addresses of pictures at a CDN's edge, and fetches what they name from the store. As it stands it is a Cloudflare
// Worker; isSigned needs nothing but WebCrypto and runs in Lambda@Edge, Fastly Compute and Deno too.
//
// Variables: KEYS, the lines of the gateways' Delivery:Signing:KeyFile (secret); ORIGIN, the container's or bucket's address, which
// opens nothing to anybody but this edge.

const address = /\/(pictures\/[0-9a-f]{2}\/[0-9a-f]{30}\.jpg)$/;

/** 32 bytes in base64url. The last letter carries two bits that mean nothing: any of its four spellings but one is a changed address. */
const signature = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

/** The name of the object that url opens now; null for none. keys: a line id:base64 each. */
export async function signedName(url, keys, nowMs) {
  const { pathname, searchParams } = new URL(url);
  const [, name] = address.exec(pathname) ?? [];
  const expires = searchParams.get('e') ?? '';
  const signed = searchParams.get('s') ?? '';
  const secret = find(keys, searchParams.get('k') ?? '');
  if (!name || !secret || !/^\d{1,12}$/.test(expires) || !signature.test(signed) || nowMs >= Number(expires) * 1000)
    return null;
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const text = new TextEncoder().encode(`${name}\n${expires}`);
  return (await crypto.subtle.verify('HMAC', key, bytes(signed.replaceAll('-', '+').replaceAll('_', '/')), text)) ? name : null;
}

function find(keys, id) {
  const line = keys.split('\n').map((each) => each.trim()).find((each) => id !== '' && each.startsWith(`${id}:`));
  return line?.slice(id.length + 1);
}

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

export default {
  async fetch(request, { KEYS, ORIGIN }) {
    const name = request.method === 'GET' ? await signedName(request.url, KEYS, Date.now()) : null;
    if (name === null)
      return new Response(null, { status: 403 });
    // The cache knows pictures by their names: a second viewer with an address of their own costs the store nothing.
    return fetch(`${ORIGIN}/${name}`, { cf: { cacheEverything: true, cacheKey: name } });
  },
};
