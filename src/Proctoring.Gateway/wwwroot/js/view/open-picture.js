// A picture that came, or that lies somewhere, made ready for drawing.

/** A store that does not answer must not keep newer pictures from being shown. */
const patienceMs = 5000;

/** picture: a blob or an address. Rejects what is no picture or cannot be had in time. */
export const openPicture = (picture) => (typeof picture === 'string' ? fetchPicture(picture) : createImageBitmap(picture));

/**
 * An image element needs no CORS from the store, only a place in the page's img-src. Its pixels can be drawn and not read, which
 * is all this page wants.
 */
async function fetchPicture(address) {
  const image = new Image();
  image.referrerPolicy = 'no-referrer';
  image.src = address;
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), patienceMs);
  });
  try {
    await Promise.race([image.decode(), tooLate]);
    return image;
  } catch (error) {
    image.removeAttribute('src'); // Ends a download that goes on.
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
