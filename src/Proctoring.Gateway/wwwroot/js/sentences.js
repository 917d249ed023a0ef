// Sentences made of facts.

import { has, number, plural, spelledOut, t } from './texts.js';

/** The server's own sentence, which is English, in the candidate's language. */
export function detectionSentence(message) {
  if (message === 'Nothing detected yet')
    return t('watch.nothing');
  const label = /^(.+) detected!$/.exec(message)?.[1];
  return label ? t('watch.detected', { label: labelName(label) }) : message;
}

/** A label without a translation stays as the model knows it. */
export const labelName = (label) => (has(`label.${label}`) ? t(`label.${label}`) : label);

export function markedSentence(holdMs) {
  return plural('marked', holdMs / 1000, { seconds: spelledOut(holdMs / 1000) });
}

export const barSentence = (phoneMs, holdMs) =>
  t('watch.barValue', { phone: number(phoneMs / 1000, 1), hold: number(holdMs / 1000, holdMs % 1000 ? 1 : 0) });

/** What is sent, where to, how long it is kept, who decides: the list's entries in order. */
export function aboutSentences(config, host) {
  const { sessionHours: hours, pictureHours, evidenceDays } = config.kept;
  const { mode, host: store } = config.pictures;
  return [
    t('about.sent', { interval: number(config.intervalMs / 1000, 1) }),
    store ? t('about.whereStored', { host, store }) : t('about.where', { host }),
    t(mode === 'none' ? 'about.lookedOnly' : 'about.looked'),
    t('about.visibility'),
    ...(pictureHours ? [plural('about.picturesKept', pictureHours, { hours: spelledOut(pictureHours) })] : []),
    ...(evidenceDays ? [plural('about.evidenceKept', evidenceDays, { days: spelledOut(evidenceDays) })] : []),
    plural(pictureHours || evidenceDays ? 'about.findingsKept' : 'about.kept', hours, { hours: spelledOut(hours) }),
    plural('about.people', config.holdMs / 1000, { seconds: spelledOut(config.holdMs / 1000) }),
    t('about.stop'),
  ];
}
