import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { t } from '@/messages';
import { Icon } from '../Icon';
import css from './upload.module.css';

/** A place to drop files on, or to choose them with the keyboard. */
export function DropZone({
  onFiles,
  multiple = false,
}: {
  onFiles: (files: File[]) => void;
  multiple?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? 100 : 1);
    if (files.length > 0) onFiles(files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same
    <div
      className={css.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={24} />
      <div className="row">
        <span>{t('drop.title')}</span>
        <span className="quiet">{t('drop.or')}</span>
        <Button variant="default" size="xs" onClick={() => input.current?.click()}>
          {t(multiple ? 'drop.chooseMany' : 'drop.choose')}
        </Button>
      </div>
      <p className="quiet small">{t('drop.help')}</p>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        aria-label={t('drop.choose')}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
