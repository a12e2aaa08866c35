import { CopyButton } from './CopyButton';
import css from './code.module.css';

/** Lines to copy, in a monospaced face. */
export function Code({ value, label }: { value: string; label: string }) {
  return (
    <div className={css.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={css.lines} tabIndex={0} aria-label={label}>
        <pre>{value}</pre>
      </section>
      <div className={css.copy}>
        <CopyButton value={value} label={label} />
      </div>
    </div>
  );
}
