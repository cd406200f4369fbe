/** Carriers, customers or leads: one list for all three. */
import { IconAddressBook, IconSearchOff } from '@tabler/icons-react';
import type { PartnerRow } from '../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../data/engine.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { partnerTone } from '../../theme/tones.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { ImportButton } from '../../ui/ImportButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { usePage } from '../../ui/usePage.ts';
import { placeOf } from './place.ts';
import { leadKey, partnerTexts, statusWord, texts, type PartnerEntity } from './texts.ts';

const pageSize = 100;
const defaults = { q: '', page: '1' };

export default function PartnersScreen({ entity }: { entity: PartnerEntity }) {
  const { api } = useEngine();
  const words = partnerTexts[entity];
  const [params, setParams] = useUrlParams(defaults);
  const page = pageNumber(params.page);
  const list = usePage<PartnerRow>(
    api.partners.list.queryOptions({
      input: { entity, search: params.q, limit: pageSize, offset: (page - 1) * pageSize },
    }),
  );
  const known = useStatus()?.counts[entity];
  return (
    <Page
      title={words.title}
      subtitle={known === undefined ? undefined : words.total(known)}
      actions={<ImportButton label={texts.importFile} />}
      fill
    >
      <Toolbar>
        <SearchBox
          label={words.search}
          value={params.q}
          onSearch={(q) => {
            setParams({ q, page: '1' });
          }}
        />
      </Toolbar>
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={(next) => {
          setParams({ page: String(next) });
        }}
        label={words.title}
        columns={columnsOf(entity)}
        idOf={(row) => row.id}
        nameOf={(row) => row.name}
        empty={<Empty searching={params.q !== ''} title={words.emptyTitle} />}
      />
    </Page>
  );
}

function Empty({ searching, title }: { searching: boolean; title: string }) {
  if (searching) {
    return (
      <Blank icon={IconSearchOff} title={texts.noMatchTitle}>
        {texts.noMatchText}
      </Blank>
    );
  }
  return (
    <Blank icon={IconAddressBook} title={title} action={<ImportButton label={texts.importFile} />}>
      {texts.emptyText}
    </Blank>
  );
}

function columnsOf(entity: PartnerEntity): Column<PartnerRow>[] {
  const words = partnerTexts[entity];
  const key: Column<PartnerRow> = {
    key: 'key',
    header: words.key,
    width: entity === 'lead' ? '19%' : '120px',
    cell: (row) => <Clip>{entity === 'lead' ? leadKey(row.key) : row.key}</Clip>,
  };
  const name: Column<PartnerRow> = {
    key: 'name',
    header: texts.name,
    cell: (row) => (
      <strong>
        <Clip>{row.name}</Clip>
      </strong>
    ),
  };
  return [
    // A number is how carriers and customers are called; of a lead it is only what tells it from others.
    ...(entity === 'lead' ? [name, key] : [key, name]),
    { key: 'place', header: texts.place, width: '19%', cell: (row) => <Clip>{placeOf(row)}</Clip> },
    { key: 'phone', header: texts.phone, width: '14%', cell: (row) => <Clip>{row.phone}</Clip> },
    { key: 'email', header: texts.email, width: '18%', cell: (row) => <Clip>{row.email}</Clip> },
    {
      key: 'status',
      header: words.status,
      width: '122px',
      cell: (row) => <StateBadge plain tone={partnerTone(row.status)} label={statusWord(row.status)} />,
    },
  ];
}
