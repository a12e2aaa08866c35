import { encode } from 'uqr';
import { t } from '@/messages';
import css from './security.module.css';

/** The light margin that readers need, in modules (ISO/IEC 18004). */
const MARGIN = 4;

/** A text for a camera, dark on light in every colour scheme; drawn here, sent nowhere. */
export function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: MARGIN });
  return (
    <svg
      className={css.qr}
      role="img"
      aria-label={t('factor.qr')}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={data.map(rowPath).join('')} fill="#000" />
    </svg>
  );
}

function rowPath(row: boolean[], y: number): string {
  return row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('');
}
