/** What scripts of ours ask for: the same addresses and the same refusals as pages, told as JSON. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { packed } from '#http/page';

/** Does this visitor read JSON, and not pages? Browsers never ask so by themselves. */
export const readsData = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.split(',')[0]?.trim() === 'application/json';

export async function sendData(
  request: FastifyRequest,
  reply: FastifyReply,
  told: unknown,
  status: number,
): Promise<FastifyReply> {
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .header('Vary', 'Cookie, Accept-Encoding, Accept-Language')
    .header('Cache-Control', 'no-store');
  return reply.send(await packed(request, reply, JSON.stringify(told)));
}
