// The newest camera frame, in the worker. A source's newest() gives a frame that the caller closes, or null if there is no new one.

/** Reads a track as fast as it delivers and keeps only the newest frame: cameras stop when too many are held. */
export function framesOfTrack(readable) {
  let waiting = null;
  const reader = readable.getReader();

  async function read() {
    for (;;) {
      const { value, done } = await reader.read();
      if (done)
        return;
      waiting?.close();
      waiting = value;
    }
  }
  read().catch(() => {}); // The page hears of a lost camera from its track.

  return {
    async newest() {
      const frame = waiting;
      waiting = null;
      return frame;
    },
    close() {
      waiting?.close();
      waiting = null;
      reader.cancel().catch(() => {});
    },
  };
}

/** Asks the page for each frame; the page's answer goes to deliver(). */
export function framesOfPage(ask) {
  let resolveAsked = null;
  return {
    newest() {
      return new Promise((resolve) => {
        resolveAsked = resolve;
        ask();
      });
    },
    deliver(frame) {
      resolveAsked?.(frame);
      resolveAsked = null;
    },
    close() {
      this.deliver(null);
    },
  };
}
