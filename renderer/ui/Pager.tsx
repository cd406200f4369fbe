/** Which part of a list is shown, and the way to the others. */
import { ActionIcon, NumberInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { count } from '../format/numbers.ts';
import classes from './Pager.module.css';
import { texts } from './texts.ts';

interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  /** Null while it is not known. */
  total: number | null;
  onPage: (page: number) => void;
}

export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil((total ?? 0) / pageSize));
  return (
    <div className={`${classes['pager']} figures`}>
      <output>{total === null ? '' : rangeOf(page, pageSize, total)}</output>
      {pages > 1 && (
        <nav className={classes['steps']} aria-label={texts.pageOf(page, pages)}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={texts.previousPage}
            disabled={page <= 1}
            onClick={() => {
              onPage(page - 1);
            }}
          >
            <IconChevronLeft size={16} aria-hidden="true" />
          </ActionIcon>
          <PageInput key={page} page={page} pages={pages} onPage={onPage} />
          <span>of {count(pages)}</span>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={texts.nextPage}
            disabled={page >= pages}
            onClick={() => {
              onPage(page + 1);
            }}
          >
            <IconChevronRight size={16} aria-hidden="true" />
          </ActionIcon>
        </nav>
      )}
    </div>
  );
}

function rangeOf(page: number, pageSize: number, total: number): string {
  const from = (page - 1) * pageSize + 1;
  return from > total ? texts.noRows : texts.range(from, Math.min(total, page * pageSize), total);
}

function PageInput({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const go = (text: string) => {
    const wanted = Math.min(pages, Math.max(1, Math.round(Number(text.replaceAll(',', '')))));
    if (Number.isFinite(wanted) && wanted !== page) onPage(wanted);
  };
  return (
    <NumberInput
      aria-label={texts.goToPage}
      size="xs"
      w={`calc(${String(pages).length + 3}ch + 1.5rem)`}
      hideControls
      allowNegative={false}
      allowDecimal={false}
      thousandSeparator=","
      defaultValue={page}
      onBlur={(event) => {
        go(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go(event.currentTarget.value);
      }}
    />
  );
}
