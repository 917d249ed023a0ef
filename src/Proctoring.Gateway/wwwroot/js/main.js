// The candidate's page: buttons, keys and an embedding page start and stop an exam or a check.

import { feedsItself } from './camera-feed.js';
import { beginCheck } from './check/check.js';
import { fetchConfig } from './config.js';
import { mayEmbed } from './embed/origins.js';
import { listenForParent } from './embed/parent.js';
import { tokenRequests } from './embed/token-requests.js';
import { exam } from './exam.js';
import { exchange, takeCode } from './join.js';
import { pageOptions } from './page-options.js';
import { passStore, resumeStore } from './resume-store.js';
import { chosenLanguage, loadTexts, t } from './texts.js';
import { showAbout } from './view/about.js';
import { at, fillTexts } from './view/dom.js';
import { currentState, onState, showProblem, showState } from './view/state-view.js';

const options = pageOptions(location.search);
const store = resumeStore(options.room);
const pass = passStore(options.room);
const code = takeCode();
const configured = fetchConfig();
configured.catch(() => {}); // Told in its place.
const ready = open();

const parent = listenForParent({
  allows: async (origin) => mayEmbed(origin, location.origin, (await configured).embeddedBy),
  orders: { start: () => ready.then(start), stop: () => ready.then(stop), token: (order) => tokens.take(order) },
  greeting: () => [['state', currentState()], ['size', size()], ...tokens.pending()],
});

const tokens = tokenRequests({ embedded: options.embedded, tell: parent.tell, keep: pass.keep });
const monitored = exam({ room: options.room, store, pass, askForToken: tokens.ask, report: parent.tell });
let check = null;

function start() {
  endCheck();
  monitored.start();
}

function stop() {
  monitored.stop();
}

async function look() {
  endCheck();
  showProblem(null);
  showState('checking');
  check = beginCheck(await configured.catch(fetchConfig), pass.read());
}

function leave() {
  endCheck();
  showState('idle');
}

function endCheck() {
  check?.stop();
  check = null;
}

async function open() {
  await Promise.all([loadTexts(chosenLanguage(options.language ? [options.language] : navigator.languages)), configured.catch(() => {})]);
  const page = document.documentElement;
  page.lang = t('lang');
  page.dir = options.direction ?? t('dir');
  page.classList.toggle('embedded', options.embedded);
  page.classList.toggle('checkless', options.embedded && !options.check);
  document.title = t('title');
  document.querySelector('details').open = !options.embedded;
  fillTexts(document, t);
  at('caption').textContent = t(feedsItself() ? 'watch.caption' : 'watch.captionOwnWindow');
  await configured.then(showAbout, () => showProblem(t('problem.unreachable')));
  if (code !== null)
    await join(code);
  document.querySelector('main').hidden = false;
}

/** A link is good once. Opened again in this tab, the token of the first time still is. */
async function join(code) {
  try {
    const token = await exchange(code);
    if (token)
      pass.keep(token);
    else if (pass.read() === null)
      showProblem(t('problem.link'));
  } catch {
    showProblem(t('problem.linkLater'));
  }
}

const size = () => ({ height: document.documentElement.offsetHeight });

for (const [id, action] of Object.entries({ start, retry: start, stop, look, leave, again: look }))
  at(id).addEventListener('click', action);

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter')
    return;
  const running = monitored.isRunning();
  // A held key would stop, press the Start button that appears, stop again …
  if (running || event.repeat)
    event.preventDefault();
  if (running && !event.repeat)
    stop();
});

onState((state) => parent.tell('state', state));
new ResizeObserver(() => parent.tell('size', size())).observe(document.documentElement);

await ready;
if (store.read() !== null)
  start(); // Reloaded in the middle of an exam: it goes on without being asked again.
