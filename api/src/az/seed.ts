import { readdirSync, readFileSync } from 'node:fs';
import type { Authority } from '@dtp/contract/authorities.ts';
import { ServiceId } from '@dtp/contract/ids.ts';
import { z } from 'zod';
import { createAuthorityRepository } from '../authorities/repository.ts';
import type { ImportFault, ImportFile } from '../records/sourced.ts';
import type { Database } from '../store/connect.ts';
import { provides } from './browse.ts';
import { readImport } from './import.ts';
import { carryOut, planImport } from './import-plan.ts';
import { words } from './page-messages.ts';
import { ActionRecord, AnswerRecord, type CategoryRecord, type ServiceRecord } from './record.ts';
import { createAzRepository } from './repository.ts';

const data = new URL('../../data/', import.meta.url);

const starterFiles = (): ImportFile[] => {
  const services = readdirSync(new URL('services/', data))
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(`services/${name}`, data), 'utf8') }));
  const categories = readFileSync(new URL('categories.json', data), 'utf8');
  return [{ name: 'categories.json', text: `{"categories":${categories}}` }, ...services];
};

/** Thrown when the starter data itself is at fault: the message lists every fault, one a line. */
const refusal = (faults: readonly ImportFault[]): Error =>
  new Error(
    `The starter data of the A to Z is at fault:\n${faults.map(({ file, line, path, message }) => `  ${file}:${line} ${path} ${message}`).join('\n')}`,
  );

/**
 * A number that holds all over England, whoever the body is. `contact` null: the body's own line stays, and the action comes before it.
 */
const NationalLine = AnswerRecord.pick({ summary: true, contact: true }).extend({ services: z.array(ServiceId), action: ActionRecord });
type NationalLine = z.output<typeof NationalLine>;

/** The national line of each service that has one. Throws where the file is at fault. */
const nationalLines = (): ReadonlyMap<string, NationalLine> => {
  const lines = z.array(NationalLine).parse(JSON.parse(readFileSync(new URL('national-lines.json', data), 'utf8')));
  return new Map(lines.flatMap(line => line.services.map((service): [string, NationalLine] => [service, line])));
};

/** What a national line says of a body's answer. The body's own website stays a step of its own where its own number stays. */
const fromLine = ({ summary, contact, action }: NationalLine, { name, homeUrl }: Authority) => {
  if (contact) return { status: 'provided', summary, contact, actions: [action] };
  return { summary, actions: [action, { kind: 'contact', label: words.noDirectPage(name), url: homeUrl }] };
};

/**
 * What is known of a body's answer before anyone has checked its website. A duty is provided, for a statute says so, and so is what a
 * national line does; whether a power is used only an editor can tell, so it stays `unknown`. No page and no number is made up: people
 * are sent to the body's own home page.
 */
const starterAnswer = (service: ServiceRecord, authority: Authority, line: NationalLine | undefined): AnswerRecord =>
  AnswerRecord.parse({
    service: service.id,
    authority: authority.id,
    status: service.provision === 'duty' ? 'provided' : 'unknown',
    ...(line && fromLine(line, authority)),
  });

/** The answers the catalogue begins with: one for each service and each body whose kind carries its tier. */
export const starterAnswers = (services: readonly ServiceRecord[], authorities: readonly Authority[]): AnswerRecord[] => {
  const lines = nationalLines();
  return services.flatMap(service =>
    authorities
      .filter(({ kind }) => provides(kind, service.tier))
      .map(authority => starterAnswer(service, authority, lines.get(service.id))),
  );
};

/** The starter catalogue, validated as an import is. Throws with every fault. */
export const starterCatalogue = (): { categories: CategoryRecord[]; services: ServiceRecord[] } => {
  const { incoming, faults } = readImport(starterFiles());
  if (faults.length > 0) throw refusal(faults);
  return {
    categories: (incoming.categories ?? []).map(({ value }) => value),
    services: (incoming.services ?? []).map(({ value }) => value),
  };
};

/**
 * Lays the starter catalogue and its answers under the record: what is on record already stays as editors left it.
 * Call inside a unit of work, after the partners are on record; safe to repeat. Answers the number of services in the catalogue.
 */
export const seedAz = async (db: Database, now: Date): Promise<number> => {
  const { incoming, faults } = readImport(starterFiles());
  const authorities = await createAuthorityRepository(db).all();
  const services = (incoming.services ?? []).map(({ value }) => value);
  const answers = starterAnswers(services, authorities).map(value => ({ file: 'starter answers', line: 1, value }));
  const current = await createAzRepository(db).all();
  const planned = planImport(current, { ...incoming, answers }, 'add', new Set(authorities.map(one => one.id)));
  const all = [...faults, ...planned.faults];
  if (all.length > 0) throw refusal(all);
  await carryOut(db, current, planned.plan, now);
  return services.length;
};
