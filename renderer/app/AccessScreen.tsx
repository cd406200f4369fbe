/** The page has no key to the engine, or an old one: says how to open the console properly. */
import { Button, TextInput, Title } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useEngine } from '../data/engine.ts';
import { keepTokenOf, storedToken } from '../transport/token.ts';
import classes from './AccessScreen.module.css';
import { Mark } from './Mark.tsx';
import { texts } from './texts.ts';

export function AccessScreen() {
  const { connection } = useEngine();
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    document.title = texts.product;
  }, []);

  function open(event: FormEvent): void {
    event.preventDefault();
    if (keepTokenOf(address)) connection.retryNow();
    else setWrong(true);
  }

  return (
    <main className={classes['screen']}>
      <div className={classes['card']}>
        <Mark size={40} />
        <Title order={1}>{texts.access.title}</Title>
        <p className={classes['reason']}>
          {storedToken() === null ? texts.access.missing : texts.access.refused}
        </p>
        <Title order={2}>{texts.access.howTitle}</Title>
        <ol>
          {texts.access.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <form className={classes['form']} onSubmit={open}>
          <TextInput
            label={texts.access.pasteLabel}
            placeholder={texts.access.placeholder}
            autoComplete="off"
            spellCheck={false}
            value={address}
            error={wrong ? texts.access.noToken : undefined}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              setWrong(false);
            }}
          />
          <Button type="submit">{texts.access.open}</Button>
        </form>
      </div>
    </main>
  );
}
