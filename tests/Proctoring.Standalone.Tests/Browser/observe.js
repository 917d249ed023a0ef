// Runs in the page before its own scripts and notes what happens there, in milliseconds since the page's beginning.

window.observed = { states: [], bars: [], attempts: [], tracks: [] };

const note = (list, facts) => window.observed[list].push({ at: performance.now(), ...facts });

const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wishes) => {
  const stream = await open(wishes);
  window.observed.tracks.push(...stream.getTracks());
  return stream;
};

document.addEventListener('DOMContentLoaded', () => {
  const state = document.getElementById('state');
  const bar = document.getElementById('bar');
  const page = document.documentElement;
  new MutationObserver(() => note('states', { name: state.dataset.state, text: state.textContent }))
    .observe(state, { attributes: true, attributeFilter: ['data-state'], childList: true });
  new MutationObserver(() => note('bars', { value: bar.value })).observe(bar, { attributes: true, attributeFilter: ['value'] });
  new MutationObserver(() => note('attempts', { number: Number(page.dataset.reconnects) }))
    .observe(page, { attributes: true, attributeFilter: ['data-reconnects'] });
});
