import type { Answer } from '@dtp/contract/az.ts';
import type { Outcome } from '@dtp/kit/client.ts';
import { Renewal } from '@dtp/kit/controllers/renewal.ts';
import type { ReactiveControllerHost } from 'lit';
import type { Navigation } from './navigation.ts';
import type { Shown, View } from './view.ts';

/** The answers on the screen: they say whether their lines are open. */
const answersIn = (view: View): readonly Answer[] => {
  if (view.kind === 'start') return [];
  return view.kind === 'service' ? view.reply.answers : view.reply.items.flatMap(({ answers }) => answers);
};

/**
 * Corrects what is said of opening hours when it changes. What is on the screen stays where it is; nothing is announced and no event fires.
 * @param ask Fetches again what a view shows.
 */
export class Renewing {
  readonly #renewal: Renewal;

  constructor(host: ReactiveControllerHost, navigation: Navigation, ask: (shown: Shown, signal: AbortSignal) => Promise<Outcome<Shown>>) {
    this.#renewal = new Renewal(host, async signal => {
      const before = navigation.shown;
      const outcome = await ask(before, signal);
      if (signal.aborted || outcome.kind !== 'ok' || navigation.shown !== before) return;
      navigation.shown = { ...outcome.value, where: before.where };
      host.requestUpdate();
      this.watch(navigation.shown);
    });
  }

  watch({ view }: Shown): void {
    this.#renewal.watch(answersIn(view).map(({ open }) => open?.nextChange));
  }
}
