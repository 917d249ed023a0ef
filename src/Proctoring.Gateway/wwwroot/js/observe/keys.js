// The page's keys. What somebody types into a field is theirs.

/** list: {step(by)}; search: the field; close() and sort() do what they say. */
export function listenForKeys({ list, search, close, sort }) {
  const actions = {
    j: () => list.step(1), ArrowDown: () => list.step(1),
    k: () => list.step(-1), ArrowUp: () => list.step(-1),
    s: sort,
    '/': () => search.focus(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
      return;
    if (event.key === 'Escape')
      return event.target.matches('textarea') && event.target.value !== '' ? undefined : close(); // What was typed is not lost.
    const isTyping = event.target.matches('input, textarea, select');
    if (event.target === search && event.key === 'ArrowDown') {
      event.preventDefault();
      return list.step(1);
    }
    // Arrows scroll what is not the list.
    const isArrow = event.key.startsWith('Arrow');
    if (isTyping || (isArrow && !event.target.matches('.row, body')))
      return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
