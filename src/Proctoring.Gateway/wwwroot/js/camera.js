// The camera, and the plain name of what can be wrong with it. Each name has its sentence in texts.js.

const problemByError = {
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

export class Problem extends Error {
  constructor(name, cause) {
    super(name, { cause });
    this.name = 'Problem';
    this.problem = name;
  }
}

export function cameraProblem(error) {
  return problemByError[error.name] ?? 'unusable';
}

/** Asks for the camera, without sound; throws a Problem. */
export async function openCamera({ width, height }) {
  // Browsers hide mediaDevices from pages that came over plain http from anywhere but this machine.
  if (!navigator.mediaDevices)
    throw new Problem('insecure');
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 15 }, facingMode: 'user' },
    });
  } catch (error) {
    throw new Problem(cameraProblem(error), error);
  }
}
