/** What helmet says in the head of every answer. It is the same for all of them, so helmet is asked once. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

const CSP = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
};

/** @param secure villages also open this by plain http on a LAN; only a production site may bind browsers to https */
export function guardHeaders(secure: boolean): Record<string, string> {
  const said: Record<string, string> = {};
  const ear = {
    setHeader: (name: string, value: string) => {
      said[name] = value;
    },
    removeHeader: () => {},
  };
  const speak = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CSP },
    strictTransportSecurity: secure,
    // 'no-referrer' would make browsers send `Origin: null` with every form, and the way back unknown.
    referrerPolicy: { policy: 'same-origin' },
  });
  speak({} as IncomingMessage, ear as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error;
  });
  return said;
}
