// The candidate's page: buttons and keys start and stop a run; a run's news goes to the view.

import { afterVerdict, barMs, noPhone } from './phone-bar.js';
import { texts } from './texts.js';
import * as view from './view.js';
import { beginWatching } from './watch.js';

/** Failures that pressing a button again may well mend. The others end in Start: a new beginning, not a repetition. */
const worthRetrying = new Set(['missing', 'refused', 'busy', 'lost', 'unusable', 'unreachable']);

let run = null;
let config = null;
let phone = noPhone;

function start() {
  if (run)
    return;
  view.showProblem(null);
  view.showMarked(null);
  view.showState('starting', 'stop');
  run = beginWatching((type, facts) => news[type](facts));
}

function stop() {
  run.stop();
  run = null;
  view.showProblem(null);
  view.showState('stopped', 'start');
}

const news = {
  connecting(facts) {
    config = facts.config;
    view.screen.clear();
    view.showCounts({});
    forgetConnection();
    view.showState('connecting', 'stop');
  },
  opened() {
    view.showState('watching', 'stop');
  },
  waiting({ attempt }) {
    forgetConnection();
    view.showState('reconnecting', 'stop', { attempt, attempts: config.reconnect.attempts });
  },
  attempting: view.countReconnect,
  picture: ({ blob }) => view.showPicture(blob),
  answer({ answer, latency }) {
    if (latency)
      view.showLatency(latency.over ? texts.latencyOver(config.intervalMs) : texts.latency(latency.ms));
    if (answer.kind === 'error')
      view.showProblem(texts.serverSays(answer.message));
    else
      showVerdict(answer);
  },
  silent({ ms }) {
    view.showMessage(texts.noVerdict); // The last verdict no longer says anything about now.
    view.showLatency(texts.noAnswer(ms));
  },
  failed({ problem }) {
    run = null;
    view.showProblem(texts.problems[problem]);
    view.showState('failed', worthRetrying.has(problem) ? 'retry' : 'start');
  },
};

function showVerdict(verdict) {
  phone = afterVerdict(phone, verdict, performance.now());
  view.showProblem(null);
  view.showMessage(verdict.message);
  view.showCounts(verdict.counts);
  view.showBar(barMs(phone, verdict, config.holdMs), config.holdMs);
  // Stays for the run, even if a later connection knows nothing of the mark: a person will still review it.
  if (verdict.cheatingDetected)
    view.showMarked(texts.marked(config.holdMs));
}

/** In the first dialect a new connection is a new session, which has seen nothing. */
function forgetConnection() {
  phone = noPhone;
  view.showMessage(texts.noVerdict);
  view.showBar(0, config.holdMs);
  view.showLatency(texts.latencyUnknown);
}

document.getElementById('start').addEventListener('click', start);
document.getElementById('retry').addEventListener('click', start);
document.getElementById('stop').addEventListener('click', stop);

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter')
    return;
  // A held key would stop, press the Start button that appears, stop again …
  if (run || event.repeat)
    event.preventDefault();
  if (run && !event.repeat)
    stop();
});

view.showState('idle', 'start');
