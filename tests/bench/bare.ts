/**
 * The limit of the measures over HTTP, in a process of its own: Fastify and Eta and nothing else. Each request runs the
 * statements that our page ran, by hand, and prints a page as long, of as many words. `bare FILE`; it is sent the page by
 * its parent.
 */
import { Eta } from 'eta';
import fastify from 'fastify';
import { openRaw } from '#tests/bench/raw';
import type { Statement } from '#tests/bench/trace';

export interface BarePage {
  statements: Statement[];
  /** Our page, cut into tags, which are printed as they are, and the words between them, which are escaped. */
  parts: { tag: string; words: string }[];
}

const TEMPLATE = `<% it.parts.forEach((part) => { %><%~ part.tag %><%= part.words %><% }) %>`;

const [file = ''] = process.argv.slice(2);
const raw = openRaw(file, { named: true });
const eta = new Eta();
const render = eta.compile(TEMPLATE);
const app = fastify();
let page: BarePage = { statements: [], parts: [] };
app.get('/', async (_request, reply) => {
  raw.run(page.statements);
  return reply.type('text/html; charset=utf-8').send(eta.render(render, page));
});
process.on('message', async (sent: BarePage) => {
  page = sent;
  process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
});
process.once('disconnect', () => process.exit(0));
