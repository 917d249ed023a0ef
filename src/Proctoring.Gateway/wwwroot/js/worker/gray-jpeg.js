// A camera frame as the small gray JPEG that is sent.

import { fittedSize } from './frame-size.js';

/** What a second try at a JPEG over the server's limit takes off the quality. */
const lowerQuality = 0.5;

/**
 * encode(frame) closes the frame and gives a JPEG blob, or null when even a poor one would be over the limit.
 * limit({width, maxPixels, maxBytes}) holds for the frames that follow.
 */
export function grayJpegEncoder({ width, height, jpegQuality }) {
  const canvas = new OffscreenCanvas(width, height);
  // The pixels are read back each time, so a canvas in memory beats one on the graphics card.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  const filters = 'filter' in context;
  let limits = { width, maxPixels: Infinity, maxBytes: Infinity };

  function limit(wanted) {
    limits = { ...limits, ...wanted };
  }

  async function encode(frame) {
    try {
      draw(frame);
    } finally {
      frame.close();
    }
    if (!filters)
      makeGray(context, canvas);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
    if (jpeg.size <= limits.maxBytes)
      return jpeg;
    const poorer = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality * lowerQuality });
    return poorer.size <= limits.maxBytes ? poorer : null;
  }

  function draw(frame) {
    const camera = { width: frame.displayWidth ?? frame.width, height: frame.displayHeight ?? frame.height };
    const wanted = { width: limits.width, height: (height * limits.width) / width };
    const size = fittedSize(camera, wanted, limits.maxPixels);
    if (canvas.width !== size.width)
      canvas.width = size.width;
    if (canvas.height !== size.height)
      canvas.height = size.height;
    if (filters)
      context.filter = 'grayscale(1)'; // Resizing resets it.
    context.drawImage(frame, 0, 0, size.width, size.height);
  }

  return { encode, limit };
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
