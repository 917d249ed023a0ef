// <proctoring-monitor>: the candidate's page inside an exam's page. Load it from the gateway as a module script; see docs/embedding.md.
//
//   <proctoring-monitor src="https://gateway.example" lang="de" room="math-1"></proctoring-monitor>
//
// Attributes   src   the gateway's address; without it, where this file came from
//              lang  language of the texts; without it, the browser's
//              room  the exam's room
//              check offers the check of camera and connection before the start
//              title the frame's name for screen readers; by default "Exam camera"
// Methods      start(), stop(): at once, or as soon as the page has loaded; the later call of two wins
// Properties   state: 'loading', then as in the state event
//              token: to be set; the candidate's token, now or whenever the page asks for another
// Events       state    detail {state, text}: idle, checking, starting, connecting, watching, reconnecting, stopped, failed
//              verdict  detail {cheatingDetected, phoneVisible, phoneMs, message}
//              mark     detail {episode, at, phoneMs}
//              problem  detail {problem, text}; problem is null when it is over
//              token    detail {reason}: 'missing' or 'expired'; set token

const home = new URL(import.meta.url).origin;
const events = new Set(['state', 'verdict', 'mark', 'problem', 'token']);

class ProctoringMonitor extends HTMLElement {
  static observedAttributes = ['src', 'lang', 'room', 'check', 'title'];

  #frame = null;
  #port = null;
  #order = null;
  #token = null;
  #state = 'loading';

  get state() {
    return this.#state;
  }

  /** Never an attribute, which others could read in the page. */
  set token(token) {
    this.#token = token;
    this.#port?.postMessage({ type: 'token', token });
  }

  start() {
    this.#tell('start');
  }

  stop() {
    this.#tell('stop');
  }

  connectedCallback() {
    this.#open();
  }

  disconnectedCallback() {
    this.#close();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#frame || before === now)
      return;
    if (name === 'title')
      this.#frame.title = this.#title();
    else
      this.#open();
  }

  #open() {
    this.#close();
    const frame = document.createElement('iframe');
    const address = this.#address();
    frame.allow = `camera ${address.origin}`;
    frame.title = this.#title();
    // Set as properties: a host's policy may forbid style attributes.
    Object.assign(frame.style, { display: 'block', width: '100%', height: '20rem', border: '0' });
    frame.addEventListener('load', () => this.#greet(frame, address.origin));
    frame.src = address.href;
    this.#frame = frame;
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(frame);
  }

  #close() {
    this.#port?.close();
    this.#port = null;
    this.#frame?.remove();
    this.#frame = null;
    this.#state = 'loading';
  }

  #address() {
    const address = new URL('/', this.getAttribute('src') ?? home);
    address.searchParams.set('embed', '1');
    if (this.hasAttribute('check'))
      address.searchParams.set('check', '1');
    for (const name of ['lang', 'room'])
      if (this.getAttribute(name))
        address.searchParams.set(name, this.getAttribute(name));
    return address;
  }

  #title() {
    return this.getAttribute('title') ?? 'Exam camera';
  }

  /** On every load, a reload inside the frame too. The port reaches a page of the gateway's origin or nobody. */
  #greet(frame, origin) {
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#hear(data);
    frame.contentWindow.postMessage({ type: 'proctoring.embed' }, origin, [port2]);
    if (this.#token)
      port1.postMessage({ type: 'token', token: this.#token });
    if (this.#order)
      port1.postMessage({ type: this.#order });
    this.#order = null;
  }

  #tell(order) {
    if (this.#port)
      this.#port.postMessage({ type: order });
    else
      this.#order = order;
  }

  #hear({ type, ...detail }) {
    if (type === 'size')
      this.#frame.style.height = `${Math.ceil(detail.height)}px`;
    if (type === 'state')
      this.#state = detail.state;
    if (events.has(type))
      this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('proctoring-monitor', ProctoringMonitor);
