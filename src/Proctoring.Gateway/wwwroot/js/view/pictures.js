// The pictures that come back, drawn when they are decoded, so that nothing flickers.

/** show(blob): while one picture is being decoded only the newest other waits. A hidden page draws nothing. */
export function pictureScreen(canvas) {
  const context = canvas.getContext('2d');
  let waiting = null;
  let decoding = false;

  async function show(blob) {
    if (document.hidden)
      return;
    waiting = blob;
    if (decoding)
      return;
    decoding = true;
    while (waiting !== null)
      await drawNext();
    decoding = false;
  }

  async function drawNext() {
    const blob = waiting;
    waiting = null;
    const picture = await createImageBitmap(blob).catch(() => null);
    if (picture === null)
      return; // Not a picture; the last good one stays.
    if (canvas.width !== picture.width || canvas.height !== picture.height) {
      canvas.width = picture.width;
      canvas.height = picture.height;
    }
    context.drawImage(picture, 0, 0);
    picture.close();
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
