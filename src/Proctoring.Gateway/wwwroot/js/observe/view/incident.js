// One incident: what it was, the pictures that show it, and what people say of it.

import { number, t } from '../../texts.js';
import { setText } from '../../view/dom.js';
import { evidence } from './evidence.js';
import { clockTime } from './row.js';

const element = (tag, facts = {}) => Object.assign(document.createElement(tag), facts);

export function incidentCard(incident, { api }) {
  const card = element('article', { className: 'incident' });
  const title = element('h3', { id: `incident-${incident.episode}` });
  const facts = element('p', { className: 'quiet' });
  const state = element('p', { className: 'decision' });
  const pictures = evidence(incident.id, { api, refused: () => (form.hidden = true) });
  const form = reviewForm(incident, { api, decided: show });
  card.setAttribute('aria-labelledby', title.id);
  card.append(title, facts, state, pictures.element, form);

  function show(now) {
    setText(title, t('observe.incident', { episode: number(now.episode), at: clockTime(now.markedAt, { seconds: true }) }));
    setText(facts, t('observe.incidentFacts', { seconds: number(now.phoneSeconds, 1), frames: number(now.frames), score: number(100 * now.highestScore) }));
    setText(state, stateSentence(now));
    card.dataset.state = now.state;
    pictures.offer(now.evidence);
  }

  show(incident);
  return { element: card, show };
}

function stateSentence({ state, review }) {
  if (!review)
    return t('observe.decision.open');
  const said = t(`observe.decision.${state}`, { by: review.by, at: clockTime(review.at) });
  return review.note ? `${said} ${t('observe.decision.note', { note: review.note })}` : said;
}

function reviewForm(incident, { api, decided }) {
  const form = element('form', { className: 'review' });
  const note = element('textarea', { id: `note-${incident.id}`, maxLength: 2000, rows: 2 });
  const label = element('label', { htmlFor: note.id, textContent: t('observe.note') });
  const answer = element('p', { className: 'answer' });
  const buttons = ['confirmed', 'dismissed'].map((decision) => element('button', { type: 'submit', value: decision, textContent: t(`observe.decide.${decision}`) }));
  answer.setAttribute('role', 'status');
  const row = element('div', { className: 'choices' });
  row.append(...buttons);
  form.append(label, note, row, answer);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    for (const button of buttons)
      button.disabled = true;
    say('');
    const { status, body } = await api.review(incident.id, event.submitter.value, note.value.trim()).catch(() => ({ status: 0 }));
    for (const button of buttons)
      button.disabled = false;
    if (status === 200) {
      note.value = '';
      decided(body);
      say(t('observe.decided'));
    } else {
      say(t(status === 403 ? 'observe.mayNotDecide' : 'observe.notDecided'));
    }
    event.submitter.focus();
  });
  const say = (sentence) => setText(answer, sentence);
  return form;
}
