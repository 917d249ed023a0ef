// Every word a candidate reads, apart from the server's own messages. A translation replaces this file.
// No sentence accuses: the machine marks, people decide.

const inWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const seconds = (ms) => (ms / 1000).toFixed(1);
const wholeSecondsInWords = (ms) => inWords[ms / 1000] ?? String(ms / 1000);

export const texts = {
  title: 'Exam camera',
  aboutLead: 'While you sit your exam, this page watches for phones in front of your camera.',
  aboutSent: 'One small gray picture is sent to this server about three times a second. No sound is sent.',
  aboutLooked: 'A program on the server looks for phones and a few other objects, and sends the picture back with what it found.',
  aboutPeople: 'The program decides nothing. If a phone stays in view for six seconds, a person will look at it.',
  aboutStop: 'You can stop at any time, with the Stop button or the Enter key. Then nothing more is sent.',

  start: 'Start',
  stop: 'Stop',
  retry: 'Try again',
  stopHint: 'or press Enter',

  pictureLabel: 'Your camera picture, as the server sent it back with what it found',
  pictureCaption: 'What the server saw. You can use other tabs; this page goes on by itself.',
  noPictureYet: 'Waiting for the first picture…',
  barLabel: 'Phone in view',
  barValue: (phoneMs, holdMs) => `${seconds(phoneMs)} of ${holdMs / 1000} seconds`,
  countsTitle: 'Seen so far',
  noCounts: 'Nothing',
  latencyTitle: 'Answer time:',
  latencyUnknown: '–',
  latency: (ms) => `${Math.round(ms)} ms`,
  latencyOver: (ms) => `more than ${ms} ms`,
  noAnswer: (ms) => `no answer for ${Math.floor(ms / 1000)} s`,
  noVerdict: 'Waiting for the server…',
  marked: (holdMs) => `A phone was in view for ${wholeSecondsInWords(holdMs)} seconds. A person will review this.`,
  serverSays: (message) => `The server could not use a picture: ${message}`,

  states: {
    idle: () => 'Not running',
    starting: () => 'Waiting for the camera…',
    connecting: () => 'Connecting…',
    watching: () => 'Watching',
    reconnecting: ({ attempt, attempts }) => `Connection lost. Trying again (${attempt} of ${attempts})…`,
    stopped: () => 'Stopped. Nothing is being sent.',
    failed: () => 'Not running. Nothing is being sent.',
  },

  problems: {
    missing: 'No camera was found. Connect a camera, then press Try again.',
    refused: 'This page may not use the camera. Allow it in your browser’s address bar or settings, then press Try again.',
    busy: 'The camera did not start; another program may be using it. Close that program, then press Try again.',
    lost: 'The camera was switched off or unplugged. Connect it again, then press Try again.',
    insecure: 'Browsers give the camera to secure pages only. Open this page with an address that begins with https://.',
    unusable: 'The camera could not be started. Unplug it and connect it again, or restart the browser, then press Try again.',
    unsupported: 'This browser cannot run this page. Update it, or use a recent Chrome, Edge, Firefox or Safari.',
    unreachable: 'The server cannot be reached. Check your internet connection, then press Try again.',
    denied: 'The server does not accept this page. Open it from the address you were given, or tell your invigilator.',
    takenOver: 'This session was opened in another window or on another computer. Go on there, or press Start to begin here.',
    over: 'This session is over. You can close this page.',
    closed: 'The server ended this session. If your exam is still going on, press Start.',
  },
};
