/** A screen that fails takes only itself down: the frame stays, and says what can be done. */
import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { Blank } from '../ui/Blank.tsx';
import { texts } from './texts.ts';

interface Props {
  /** Another place begins anew. */
  place: string;
  children: ReactNode;
}

interface State {
  place: string;
  failed: boolean;
}

export class ScreenBoundary extends Component<Props, State> {
  override state: State = { place: this.props.place, failed: false };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.place === state.place ? null : { place: props.place, failed: false };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert">
        <Blank
          icon={IconBug}
          title={texts.broken.title}
          action={
            <Button
              onClick={() => {
                window.location.reload();
              }}
            >
              {texts.broken.reload}
            </Button>
          }
        >
          {texts.broken.text}
        </Blank>
      </div>
    );
  }
}
