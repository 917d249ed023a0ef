// Whether there is light enough to see by. Decisions only.

/** Mean luma, 0–255. */
const tooDark = 50;
const tooBright = 205;

/** Standard deviation of luma: a covered lens or thick backlight gives a picture with nothing in it. */
const tooFlat = 12;

/** pixels: RGBA bytes. 'good', 'dark', 'bright' or 'flat'. */
export function judgeLight(pixels) {
  const { mean, spread } = lumaOf(pixels);
  if (mean < tooDark)
    return 'dark';
  if (mean > tooBright)
    return 'bright';
  return spread < tooFlat ? 'flat' : 'good';
}

/** The weights of BT.709, as for the gray pictures that are sent. */
export function lumaOf(pixels) {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const luma = 0.2126 * pixels[i] + 0.7152 * pixels[i + 1] + 0.0722 * pixels[i + 2];
    sum += luma;
    squares += luma * luma;
  }
  const mean = sum / (pixels.length / 4);
  return { mean, spread: Math.sqrt(Math.max(0, squares / (pixels.length / 4) - mean * mean)) };
}
