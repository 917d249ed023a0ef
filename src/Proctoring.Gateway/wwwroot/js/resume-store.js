// Tokens kept for this tab.

import { tabItem } from './tab-item.js';

/** A room's own token: an exam must not go on in another exam's session. */
export const resumeStore = (room) => tabItem(`proctoring.resume:${room ?? ''}`);

/** The token that says who the candidate is; from the link that opened the exam. */
export const passStore = (room) => tabItem(`proctoring.pass:${room ?? ''}`);
