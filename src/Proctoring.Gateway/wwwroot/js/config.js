// The server's settings for this page.

import { Problem } from './camera.js';
import { pageOptions } from './page-options.js';

/** Throws a Problem when there is no answer, or none that is JSON: to the candidate the same as a server that is away. */
export async function fetchConfig() {
  const { room } = pageOptions(location.search);
  try {
    const response = await fetch(room ? `/config.json?room=${encodeURIComponent(room)}` : '/config.json', { cache: 'no-store' });
    if (response.ok)
      return await response.json();
  } catch {
    // Told below.
  }
  throw new Problem('unreachable');
}
