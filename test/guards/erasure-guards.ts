import { type Guard, guards } from './guard.js';

/** Who is deleted, and stays deleted. */
export const ERASURE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/erasure/erasures.service.ts',
    ['own-deletion'],
    [
      [
        'nobody is deleted without their password',
        'await this.passwords.check(await this.passwords.ownerOf(me.id), password, address);',
        '',
      ],
      [
        'a list names whom somebody deleted',
        'await this.forgetting.forget(tx, me.id, me);\n      await this.list.add(user);',
        'await this.forgetting.forget(tx, me.id, me);',
      ],
    ],
  ),
  ...guards(
    'src/erasure/pending-erasures.service.ts',
    ['own-deletion'],
    [['not ready while somebody is back', 'this.readiness.alsoAsk(() => this.missing());', '']],
  ),
];
