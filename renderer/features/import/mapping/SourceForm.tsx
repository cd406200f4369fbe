/** Every way to fill a field. What is given here holds at once; the first values beside the field show what comes of it. */
import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { filledBy, fillings, lackOf, offered, type FieldForm } from './field-form.ts';
import classes from './Mapping.module.css';
import { mappingTexts as texts } from './mapping-texts.ts';
import { Replacements } from './Replacements.tsx';

interface SourceFormProps {
  id: string;
  /** Of the field. */
  label: string;
  form: FieldForm;
  headers: string[];
  onChange: (form: FieldForm) => void;
  onClose: () => void;
}

export function SourceForm({ id, label, form, headers, onChange, onClose }: SourceFormProps) {
  return (
    <fieldset id={id} className={classes['form']} aria-label={texts.formFor(label)}>
      <SegmentedControl
        className={classes['fillings'] ?? ''}
        aria-label={texts.filling}
        size="xs"
        value={form.filling}
        data={fillings.map((value) => ({ value, label: texts.fillings[value] }))}
        onChange={(value) => {
          const filling = fillings.find((each) => each === value);
          if (filling !== undefined) onChange(filledBy(form, filling));
        }}
      />
      {form.filling === 'part' && <Part form={form} onChange={onChange} />}
      {form.filling === 'joined' && <Joined form={form} headers={headers} onChange={onChange} />}
      {form.filling === 'constant' ? (
        <TextInput
          size="xs"
          label={texts.constant}
          maxLength={1000}
          value={form.constant}
          error={lackOf(form) === 'constant' && texts.constantLacking}
          onChange={(event) => {
            onChange({ ...form, constant: event.currentTarget.value });
          }}
        />
      ) : (
        <>
          <TextInput
            size="xs"
            label={texts.whenEmpty}
            placeholder={texts.whenEmptyHint}
            maxLength={1000}
            value={form.whenEmpty}
            onChange={(event) => {
              onChange({ ...form, whenEmpty: event.currentTarget.value });
            }}
          />
          <Replacements
            replace={form.replace}
            onChange={(replace) => {
              onChange({ ...form, replace });
            }}
          />
        </>
      )}
      <Button className={classes['done'] ?? ''} size="xs" variant="default" onClick={onClose}>
        {texts.done}
      </Button>
    </fieldset>
  );
}

type PieceProps = Pick<SourceFormProps, 'form' | 'onChange'>;

function Part({ form, onChange }: PieceProps) {
  const { by, at } = form;
  const places = texts.places.some((place) => place === at) ? texts.places : [...texts.places, at];
  return (
    <>
      <TextInput
        size="xs"
        label={texts.splitAt}
        description={by === '' ? null : texts.blank(by)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={20}
        value={by}
        error={lackOf(form) === 'by' && texts.splitAtLacking}
        onChange={(event) => {
          onChange({ ...form, by: event.currentTarget.value });
        }}
      />
      <Select
        size="xs"
        label={texts.takePart}
        allowDeselect={false}
        value={String(at)}
        data={places.map((place) => ({ value: String(place), label: texts.place(place) }))}
        onChange={(value) => {
          if (value !== null) onChange({ ...form, at: Number(value) });
        }}
      />
    </>
  );
}

function Joined({ form, headers, onChange }: PieceProps & { headers: string[] }) {
  return (
    <>
      <MultiSelect
        className={classes['wide'] ?? ''}
        size="xs"
        label={texts.columns}
        placeholder={form.columns.length === 0 ? texts.columnsHint : ''}
        data={headers}
        limit={offered}
        maxValues={100}
        searchable
        hidePickedOptions
        value={form.columns}
        error={lackOf(form) === 'columns' && texts.columnsLacking}
        onChange={(columns) => {
          onChange({ ...form, columns, dateOrder: null });
        }}
      />
      <TextInput
        size="xs"
        label={texts.between}
        description={texts.blank(form.join)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={20}
        value={form.join}
        onChange={(event) => {
          onChange({ ...form, join: event.currentTarget.value });
        }}
      />
    </>
  );
}
