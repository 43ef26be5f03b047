/** What the log says of a request. No query, no body, no address of the visitor: those hold names and numbers. */
import type { FastifyServerOptions } from 'fastify';
import type { Config } from '#config';

interface Logged {
  name?: string;
  code?: unknown;
  message?: string;
  stack?: string;
}

/** Drizzle ends the message of a failed query with its parameters, and a parameter may be somebody's name. */
const withoutParams = (text = ''): string => text.replace(/\n?params: [\s\S]*?(?=\n {4}at |$)/g, '');

export const describeError = (error: Logged) => ({
  type: error?.name ?? 'Error',
  code: error?.code,
  message: withoutParams(error?.message),
  stack: withoutParams(error?.stack),
});

export const loggerFor = (config: Config): FastifyServerOptions['logger'] => ({
  level: config.logLevel,
  serializers: {
    req: ({ method, url }) => ({ method, url: url?.split('?')[0] }),
    res: ({ statusCode }) => ({ statusCode }),
    err: describeError,
  },
});
