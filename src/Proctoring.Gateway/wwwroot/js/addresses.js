// This page's own address: what its fragment brings, and the sockets beside it.

/** A value of the fragment, which is taken out of the address: not for the history, nor for whoever looks on. Null for none. */
export function takeFromFragment(name, page = window) {
  const value = new URLSearchParams(page.location.hash.slice(1)).get(name);
  if (value !== null)
    page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search);
  return value;
}

/** The address of a socket of this server. */
export function socketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
