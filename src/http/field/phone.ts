/**
 * What a browser fetches for `/field/` without saying who asks: its worker, and what it needs to put the page on the home
 * screen. Neither holds anything about anybody.
 */
import type { FastifyInstance } from 'fastify';
import { languageOf } from '#http/language';
import type { Office } from '#http/office';
import { translator } from '#i18n/words';

/** The helper's log with no signal, and the scope of its worker. */
export const FIELD = '/field/';

export function servePhone(app: FastifyInstance, { assets, config }: Office): void {
  // Under its own address and not under its fingerprint: the browser asks here whether there is a newer one.
  app.get('/field/worker.js', async (_request, reply) => {
    const worker = assets.find('field-worker.js');
    reply.type('text/javascript; charset=utf-8').header('Service-Worker-Allowed', FIELD);
    return reply.header('Cache-Control', 'no-cache').send(worker?.body);
  });

  app.get('/field/manifest.webmanifest', async (request, reply) => {
    const lang = languageOf(request);
    const t = translator(lang, config.production);
    reply.type('application/manifest+json; charset=utf-8').header('Cache-Control', 'no-cache');
    return reply.header('Vary', 'Cookie, Accept-Language').send({
      ...{ id: FIELD, start_url: FIELD, scope: FIELD, display: 'standalone', lang },
      ...{ name: `${t('fieldLog.title')} · ${config.brandNames[lang]}`, short_name: t('fieldLog.short_title') },
      ...{ background_color: '#fffdf7', theme_color: '#0b5a3a' },
      icons: [{ src: assets.url('mark.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
    });
  });
}
