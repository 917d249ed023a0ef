// How good the line to the server is: round trip and upload speed. What is sent is noise and is not kept.

const pings = 5;
const uploadBytes = 128 * 1024;

/** A gray 640 × 480 picture of a person at the usual quality, generously. */
const frameBytes = 8_000;

/** Three times what the frames take: others use the line too, and its speed varies. */
const reserve = 3;

/** Beyond this the answers limp behind what happens. */
export const slowAnswerMs = 500;

export const neededMbits = (intervalMs) => (reserve * frameBytes * 8) / intervalMs / 1000;

/** The first round trip opens the connection; the median leaves it, and a hiccup, out. */
export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** An upload takes a round trip more than its bytes do. */
export function mbits(bytes, tookMs, roundTripMs) {
  return (bytes * 8) / Math.max(1, tookMs - roundTripMs) / 1000;
}

export async function measureRoundTripMs() {
  const times = [];
  for (let i = 0; i < pings; i++)
    times.push(await timed('/check/ping', { cache: 'no-store' }));
  return median(times);
}

export async function measureUploadMbits(roundTripMs) {
  const body = new Uint8Array(uploadBytes);
  for (let start = 0; start < uploadBytes; start += 65_536) // as many random bytes as browsers give at a time
    crypto.getRandomValues(body.subarray(start, start + 65_536));
  return mbits(uploadBytes, await timed('/check/upload', { method: 'POST', body }), roundTripMs);
}

/** Gives up after 15 s: so slow a line is as bad as none. */
async function timed(url, request) {
  const began = performance.now();
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(15_000) });
  if (!response.ok)
    throw new Error(`${url} answered ${response.status}`);
  return performance.now() - began;
}
