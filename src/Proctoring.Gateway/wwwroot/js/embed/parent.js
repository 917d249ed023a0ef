// Talks with the page that embeds this one, through the port that its <proctoring-monitor> hands over.
//
//   parent → {type: 'proctoring.embed'} + port   once, to this page's origin; answered only if the sender's origin may embed us
//   port   → {type: 'start' | 'stop' | 'token', …}
//   port   ← {type: 'state' | 'verdict' | 'mark' | 'problem' | 'token' | 'size', …}
//
// A port has two ends and no address: whatever is posted reaches the page that was checked, and no other.

/** allows(origin) resolves to whether it may embed us; orders: {start, stop, token}, each hears the order; greeting(): what a new parent is told first. */
export function listenForParent({ allows, orders, greeting }) {
  let port = null;

  async function hear({ source, origin, data, ports: [offered] }) {
    if (source !== window.parent || source === window || data?.type !== 'proctoring.embed' || !offered)
      return;
    if (!(await allows(origin)))
      return;
    port?.close();
    port = offered;
    port.onmessage = ({ data: order }) => Object.hasOwn(orders, order?.type) && orders[order.type](order);
    for (const [type, facts] of greeting())
      tell(type, facts);
  }

  function tell(type, facts) {
    port?.postMessage({ type, ...facts });
  }

  // At once, before anything is fetched: the parent speaks when this page has loaded.
  window.addEventListener('message', hear);
  return { tell };
}
