// A short tone for a new mark. Off until somebody turns it on, which is also when a browser allows it.

export function tone() {
  let audio = null;
  return {
    isOn: () => audio !== null,
    async turn(on) {
      await audio?.close();
      audio = on ? new AudioContext() : null;
      if (on)
        play(audio);
    },
    play: () => audio && play(audio),
  };
}

function play(audio) {
  const start = audio.currentTime;
  const volume = new GainNode(audio, { gain: 0 });
  const source = new OscillatorNode(audio, { frequency: 660 });
  volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
  volume.gain.linearRampToValueAtTime(0, start + 0.25);
  source.connect(volume).connect(audio.destination);
  source.start(start);
  source.stop(start + 0.3);
}
