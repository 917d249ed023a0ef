// What a page's address asks for.

/**
 * ?lang=de ?room=math ?embed=1 ?check=1 (offer the check although embedded) ?dir=rtl (try out the layout without a translation).
 * Anything else is ignored.
 */
export function pageOptions(search) {
  const asked = new URLSearchParams(search);
  const direction = asked.get('dir');
  return {
    language: asked.get('lang'),
    room: asked.get('room')?.slice(0, 128) || null,
    embedded: asked.get('embed') === '1',
    check: asked.get('check') === '1',
    direction: direction === 'rtl' || direction === 'ltr' ? direction : null,
  };
}
