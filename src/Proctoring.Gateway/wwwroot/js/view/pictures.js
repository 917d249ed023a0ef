// The pictures that come back, drawn when they are decoded, so that nothing flickers.

import { openPicture } from './open-picture.js';

/** show(picture): a blob or an address. While one is being opened only the newest other waits. A hidden page opens nothing. */
export function pictureScreen(canvas) {
  const context = canvas.getContext('2d');
  let waiting = null;
  let opening = false;

  async function show(picture) {
    if (document.hidden)
      return;
    waiting = picture;
    if (opening)
      return;
    opening = true;
    while (waiting !== null)
      await drawNext();
    opening = false;
  }

  async function drawNext() {
    const next = waiting;
    waiting = null;
    const picture = await openPicture(next).catch(() => null);
    if (picture === null)
      return; // Not a picture, or not to be had; the last good one stays.
    if (canvas.width !== picture.width || canvas.height !== picture.height) {
      canvas.width = picture.width;
      canvas.height = picture.height;
    }
    context.drawImage(picture, 0, 0);
    picture.close?.();
    canvas.dataset.shown = Number(canvas.dataset.shown) + 1;
  }

  function clear() {
    waiting = null;
    context.clearRect(0, 0, canvas.width, canvas.height);
    canvas.dataset.shown = 0;
  }

  clear();
  return { show, clear };
}
