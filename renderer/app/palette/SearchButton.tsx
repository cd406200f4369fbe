/** The way to the search everywhere: a button of the frame, and Ctrl+K (⌘K on a Mac) wherever one is. */
import { Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Palette } from './Palette.tsx';
import classes from './SearchButton.module.css';
import { texts } from './texts.ts';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const shortcut = isMac ? '⌘K' : 'Ctrl+K';

export function SearchButton() {
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  useHotkeys([['mod+K', toggle]], []);
  return (
    <>
      <Tooltip label={`${texts.title} (${shortcut})`} position="right">
        <UnstyledButton
          className={classes['button']}
          onClick={open}
          aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
          aria-haspopup="dialog"
        >
          <IconSearch size={17} stroke={1.75} aria-hidden="true" />
          <span className={classes['label']}>
            {texts.button}
            <span className="hidden-visually"> {texts.buttonEnd}</span>
          </span>
          <Kbd className={classes['wide'] ?? ''} size="xs" ml="auto" aria-hidden="true">
            {shortcut}
          </Kbd>
        </UnstyledButton>
      </Tooltip>
      <Palette isOpen={isOpen} onClose={close} />
    </>
  );
}
