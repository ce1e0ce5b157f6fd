import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';

/** Who looked at a client's data, the latest first. */
export function AccessLog() {
  const { client, shell } = useTexts();
  const texts = client.sharing;
  const entries = useList(
    (cursor, signal) => api.clientAccessLogList.page({ query: { limit: 20, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <Card title={texts.log}>
      <Loaded of={entries} empty={texts.logNone}>
        {(rows) => (
          <DataTable
            title={texts.log}
            isTitleHidden
            rows={rows}
            keyOf={(_, index) => index}
            columns={[
              {
                title: texts.reader,
                cell: ({ reader_name: name, reader_role: role }) => `${name} (${shell.roles[role]})`,
              },
              { title: texts.read, cell: ({ what }) => texts.data[what] },
              { title: texts.at, cell: ({ read_at: at }) => <When at={at} /> },
            ]}
          />
        )}
      </Loaded>
      <More of={entries} />
    </Card>
  );
}
