// An incident's pictures, fetched when somebody asks: each look is written down. What was found is drawn on top, not into them.

import { labelName } from '../../sentences.js';
import { number, t } from '../../texts.js';
import { setText } from '../../view/dom.js';
import { clockTime } from './row.js';

const svg = (tag, attributes) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes))
    element.setAttribute(name, value);
  return element;
};

/** refused(): this person may not see them. */
export function evidence(incident, { api, refused }) {
  const root = Object.assign(document.createElement('div'), { className: 'evidence' });
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'second', textContent: t('observe.evidence') });
  const answer = Object.assign(document.createElement('p'), { className: 'quiet' });
  const pictures = document.createElement('div');
  let wasPending = false;
  answer.setAttribute('role', 'status');
  pictures.className = 'pictures';
  root.append(button, answer, pictures);
  button.addEventListener('click', load);

  async function load() {
    button.disabled = true;
    const { status, body } = await api.evidence(incident).catch(() => ({ status: 0 }));
    button.disabled = false;
    if (status === 403) {
      button.hidden = true;
      refused();
    }
    setText(answer, status === 200 ? (body.pictures.length === 0 ? t('observe.evidenceLater') : body.whole ? '' : t('observe.evidenceInPart')) : t(status === 403 ? 'observe.mayNotSee' : 'observe.evidenceLater'));
    if (status === 200)
      pictures.replaceChildren(...body.pictures.map(figure));
  }

  /** state: stored, pending or none. */
  function offer(state) {
    button.hidden = state === 'none';
    button.disabled = state === 'pending';
    if (state !== 'stored' || wasPending)
      setText(answer, state === 'stored' ? '' : t(state === 'none' ? 'observe.noEvidence' : 'observe.evidencePending'));
    wasPending = state === 'pending';
  }

  return { element: root, offer };
}

function figure({ roles, at, score, width, height, url, boxes }) {
  const root = document.createElement('figure');
  const words = roles.map((role) => t(`observe.role.${role}`)).join(', ');
  root.append(url ? screen({ width, height, url, boxes, words }) : Object.assign(document.createElement('p'), { className: 'quiet', textContent: t('observe.noPicture') }));
  root.append(Object.assign(document.createElement('figcaption'), { textContent: t('observe.picture', { role: words, at: clockTime(at, { seconds: true }), score: number(100 * score) }) }));
  return root;
}

/** What it is about stands out; the rest is there for whoever wonders. */
function frame({ label, score, box: [left, top, right, bottom] }) {
  const root = svg('g', { class: label === 'cell phone' ? 'phone' : 'other' });
  const place = { x: left, y: top, width: right - left, height: bottom - top };
  const text = svg('text', { x: left + 4, y: Math.max(16, top - 6) });
  text.textContent = `${labelName(label)} ${number(100 * score)} %`;
  root.append(svg('rect', { class: 'under', ...place }), svg('rect', place), text);
  return root;
}

function screen({ width, height, url, boxes, words }) {
  const root = Object.assign(document.createElement('div'), { className: 'screen' });
  const image = Object.assign(new Image(width, height), { alt: [words, ...boxes.map(({ label }) => labelName(label))].join(', '), src: url, referrerPolicy: 'no-referrer' });
  const over = svg('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  for (const box of boxes)
    over.append(frame(box));
  image.addEventListener('error', () => root.replaceChildren(Object.assign(document.createElement('p'), { className: 'quiet', textContent: t('observe.pictureGone') })));
  root.append(image, over);
  return root;
}
