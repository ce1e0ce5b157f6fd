import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { TextArea, TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { NumberField } from '../../ui/number-field.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

/** How a field of a profile is written. */
type Kind = 'line' | 'number' | 'text';
type Field = keyof ReturnType<typeof useTexts>['settings']['profile']['fields'];

const CLIENT_FIELDS: Partial<Record<Field, Kind>> = {
  ...{ full_name: 'line', age: 'number', gender: 'line' },
  ...{ height: 'number', weight: 'number', waist: 'number', bicep_size: 'number' },
  ...{ target_goals: 'text', dietary_restrictions: 'text', health_complications: 'text', injuries: 'text' },
  ...{ supplements: 'text', gym_access: 'text' },
};
const COACH_FIELDS: Partial<Record<Field, Kind>> = {
  ...{ full_name: 'line', specialties: 'text', experience: 'text', qualifications: 'text', certifications: 'text' },
  ...{ competitions: 'text', track_record: 'text', strengths: 'text' },
};

/** What was not filled in is null for the server. */
const valueOf = (text: string, kind: Kind) => (text.trim() === '' ? null : kind === 'number' ? Number(text) : text);

export function ProfileForm() {
  const { settings, shell } = useTexts();
  const { me, keepMe } = useSession();
  const isClient = me.role === 'client';
  const fields = Object.entries(isClient ? CLIENT_FIELDS : COACH_FIELDS) as [Field, Kind][];
  const [draft, setDraft] = useState<Partial<Record<Field, string>>>(() =>
    Object.fromEntries(fields.map(([field]) => [field, String(me[field] ?? '')])),
  );
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    const body = Object.fromEntries(fields.map(([field, kind]) => [field, valueOf(draft[field] ?? '', kind)]));
    keepMe(await (isClient ? api.clientProfileChange({ body }) : api.coachProfileChange({ body })));
    setSaved(true);
  });
  const { profile } = settings;
  return (
    <Card title={profile.title}>
      <p class="muted">{isClient ? profile.hint : profile.coachHint}</p>
      <Form action={save} button={shell.save}>
        {fields.map(([field, kind]) => {
          const common = {
            label: profile.fields[field],
            fault: faultOf(save.error, field),
            value: draft[field] ?? '',
            onValue: (value: string) => {
              setSaved(false);
              setDraft({ ...draft, [field]: value });
            },
          };
          if (kind === 'text') return <TextArea key={field} {...common} rows={2} />;
          if (kind === 'number') return <NumberField key={field} {...common} />;
          return <TextField key={field} {...common} required={field === 'full_name'} />;
        })}
        {isSaved && <Notice tone="good">{shell.saved}</Notice>}
      </Form>
    </Card>
  );
}
