import { CopyButton } from './CopyButton';
import css from './code.module.css';

/** Lines to copy, in a monospaced face. */
export function Code({ value, label }: { value: string; label: string }) {
  return (
    <div className={css.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <pre tabIndex={0} aria-label={label}>
        {value}
      </pre>
      <div className={css.copy}>
        <CopyButton value={value} label={label} />
      </div>
    </div>
  );
}
