import type { CoachWithSlots } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';

export function CoachAbout({ coach }: { readonly coach: CoachWithSlots }) {
  const { client } = useTexts();
  const texts = client.coach;
  return (
    <Card title={texts.about}>
      <Facts
        of={[
          [texts.specialties, coach.specialties],
          [client.coaches.strengths, coach.strengths],
          [texts.experience, coach.experience],
          [texts.certifications, coach.certifications],
          [texts.qualifications, coach.qualifications],
          [texts.competitions, coach.competitions],
          [texts.trackRecord, coach.track_record],
          [texts.zone, coach.time_zone],
        ]}
      />
    </Card>
  );
}
