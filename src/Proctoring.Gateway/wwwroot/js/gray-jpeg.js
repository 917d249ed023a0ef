// A camera frame as the small gray JPEG that is sent.

/** encode(frame) closes the frame and gives a JPEG blob of at most width × height, in the frame's own proportions. */
export function grayJpegEncoder({ width, height, jpegQuality }) {
  const canvas = new OffscreenCanvas(width, height);
  // The pixels are read back each time, so a canvas in memory beats one on the graphics card.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  const filters = 'filter' in context;

  return async function encode(frame) {
    try {
      resizeTo(canvas, frame, width, height);
      if (filters)
        context.filter = 'grayscale(1)'; // Resizing resets it.
      context.drawImage(frame, 0, 0, canvas.width, canvas.height);
    } finally {
      frame.close();
    }
    if (!filters)
      makeGray(context, canvas);
    return canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  };
}

function resizeTo(canvas, frame, width, height) {
  const frameWidth = frame.displayWidth ?? frame.width;
  const frameHeight = frame.displayHeight ?? frame.height;
  const scale = Math.min(1, width / frameWidth, height / frameHeight);
  const fittedWidth = Math.max(1, Math.round(frameWidth * scale));
  const fittedHeight = Math.max(1, Math.round(frameHeight * scale));
  if (canvas.width !== fittedWidth)
    canvas.width = fittedWidth;
  if (canvas.height !== fittedHeight)
    canvas.height = fittedHeight;
}

/**
 * For Safari, whose canvases have no filter. The weights are those of grayscale(1):
 * https://www.w3.org/TR/filter-effects-1/#grayscaleEquivalent
 */
function makeGray(context, canvas) {
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = image.data;
  for (let i = 0; i < pixels.length; i += 4)
    pixels[i] = pixels[i + 1] = pixels[i + 2] = 0.2126 * pixels[i] + 0.7152 * pixels[i + 1] + 0.0722 * pixels[i + 2];
  context.putImageData(image, 0, 0);
}
