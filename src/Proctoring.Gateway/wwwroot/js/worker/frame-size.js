// How large a frame is sent: as wanted, as allowed, in the camera's own proportions, and never enlarged.

/** camera, wanted: {width, height}; maxPixels: the server's limit. */
export function fittedSize(camera, wanted, maxPixels) {
  const scale = Math.min(1, wanted.width / camera.width, wanted.height / camera.height, Math.sqrt(maxPixels / (camera.width * camera.height)));
  return { width: fitted(camera.width, scale), height: fitted(camera.height, scale) };
}

const fitted = (length, scale) => Math.max(1, scale < 1 ? Math.floor(length * scale + 1e-6) : length);
