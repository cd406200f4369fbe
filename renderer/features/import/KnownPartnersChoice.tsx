/** What becomes of leads that are customers or carriers already. */
import { Radio } from '@mantine/core';
import { knownPartnerModes, type KnownPartners } from '../../../workers/api/wire.ts';
import classes from './CheckScreen.module.css';
import { texts } from './texts.ts';

interface KnownPartnersChoiceProps {
  mode: KnownPartners;
  onMode: (mode: KnownPartners) => void;
}

export function KnownPartnersChoice({ mode, onMode }: KnownPartnersChoiceProps) {
  return (
    <Radio.Group
      mt="lg"
      label={texts.check.knownTitle}
      description={texts.check.knownHint}
      value={mode}
      onChange={(value) => {
        const chosen = knownPartnerModes.find((each) => each === value);
        if (chosen !== undefined) onMode(chosen);
      }}
    >
      <div style={{ marginTop: 10 }}>
        {knownPartnerModes.map((each) => (
          <Radio
            key={each}
            className={classes['radio'] ?? ''}
            value={each}
            label={texts.check.knownModes[each].label}
            description={texts.check.knownModes[each].hint}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
