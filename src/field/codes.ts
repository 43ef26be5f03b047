/** Draws a text as a code that any phone's camera reads. Sent apart: few ever need it. */
import { create } from 'qrcode';

const SVG = 'http://www.w3.org/2000/svg';
/** White around it, in modules: readers want it. */
const MARGIN = 4;

function drawCode(text: string): SVGElement {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const size = modules.size + 2 * MARGIN;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  const path = document.createElementNS(SVG, 'path');
  const dark: string[] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) dark.push(`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`);
  }
  path.setAttribute('d', dark.join(''));
  svg.append(path);
  return svg;
}

Object.assign(globalThis, { drawCode });
