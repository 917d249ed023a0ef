// What a sign-in needs across a redirect and a reload: in this tab alone, as JSON.

import { attempt, tabItem } from '../../tab-item.js';

export function tabStore(name) {
  const { read, keep, forget } = tabItem(`proctoring.observe.${name}`);
  return {
    read: () => attempt(() => JSON.parse(read())), // something else may lie there
    keep: (value) => keep(JSON.stringify(value)),
    /** Reads it for the last time. */
    take() {
      const value = this.read();
      forget();
      return value;
    },
    forget,
  };
}
