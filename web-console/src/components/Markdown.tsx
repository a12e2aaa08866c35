import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { t } from '@/messages';
import css from './markdown.module.css';

const components: Components = {
  img: ({ src, alt }) =>
    typeof src === 'string' && /^\/(?!\/)/.test(src) ? (
      <img src={src} alt={alt ?? ''} loading="lazy" />
    ) : (
      <em>{t('card.imageOmitted', { alt: alt ?? '' })}</em>
    ),
  a: ({ href, children }) => (
    <a href={href} rel="noreferrer nofollow">
      {children}
    </a>
  ),
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  input: ({ checked }) => <input type="checkbox" checked={checked} readOnly disabled aria-hidden />,
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
    <pre tabIndex={0}>{children}</pre>
  ),
};

/** A person's Markdown: no raw HTML, no image from another origin. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className={css.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={components}
      >
        {text.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')}
      </ReactMarkdown>
    </div>
  );
}
