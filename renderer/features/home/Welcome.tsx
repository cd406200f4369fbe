/** For the first five minutes: what to do first. */
import { Button, Title } from '@mantine/core';
import { Link } from 'wouter';
import { paths } from '../../routing/paths.ts';
import classes from './HomeScreen.module.css';
import { texts } from './texts.ts';

export function Welcome() {
  return (
    <section className={classes['welcome']} aria-label={texts.welcome.title}>
      <div>
        <Title order={2}>{texts.welcome.title}</Title>
        <p>{texts.welcome.text}</p>
      </div>
      <Button component={Link} href={paths.imports}>
        {texts.importFile}
      </Button>
      <ol>
        {texts.welcome.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
