// Which pages may embed this one. The browser enforces the same list by frame-ancestors; this is for what we tell them.

/** sources: CSP host sources as configured, such as https://exam.example.org or https://*.example.org. */
export function mayEmbed(origin, own, sources) {
  return origin === own || sources.some((source) => matches(origin, source.replace(/\/$/, '')));
}

function matches(origin, source) {
  if (!source.includes('//*.'))
    return origin === source;
  const [scheme, domain] = source.split('//*');
  return origin.startsWith(`${scheme}//`) && origin.endsWith(domain) && !origin.slice(scheme.length + 2, -domain.length).includes('/');
}
