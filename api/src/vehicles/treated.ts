import type { Spot } from '@dtp/contract/map.ts';
import { type TreatedReply, VehicleId } from '@dtp/contract/vehicles.ts';
import { badRequest, ProblemError } from '../http/problem.ts';
import type { Located } from '../places/spots.ts';
import { vehicleWords } from './messages.ts';
import type { Register } from './register.ts';
import type { VehicleRepository } from './repository.ts';
import { KEEPING } from './retention.ts';
import { type Streets, streetKey } from './streets.ts';

export type TreatedDeps = {
  readonly repository: VehicleRepository;
  readonly register: Register;
  readonly streets: Streets;
  readonly locate: (typed: string) => Promise<Located>;
};

/** The place that was asked for: a street by its name, or none, and then why. */
type Asked = { readonly from: Spot | null } & ({ readonly street: string } | { readonly street: null; readonly message: string });

const typedOf = ({ postcode, near }: { postcode?: string | undefined; near?: string | undefined }): string => {
  if (postcode !== undefined && near !== undefined) throw badRequest([{ path: 'postcode', message: vehicleWords.notBoth }]);
  const typed = postcode ?? near;
  if (typed === undefined || typed === '') throw badRequest([{ path: 'postcode', message: vehicleWords.oneOf }]);
  return typed;
};

/** Answers when a street was last treated, as far as the positions on record tell. */
export const createTreatedAnswering = ({ repository, register, streets, locate }: TreatedDeps) => {
  const streetNamed = async (typed: string, told: number): Promise<string | undefined> =>
    streets.named(typed) ?? (await repository.lastTreatment(streetKey(typed), told))?.name;

  const askedFor = async (typed: string, told: number): Promise<Asked> => {
    const known = await streetNamed(typed, told);
    if (known !== undefined) return { from: null, street: known };
    const located = await locate(typed);
    if (located.kind === 'lost')
      throw new ProblemError({ status: 404, title: 'Place not found', detail: located.message, kind: 'not-found' });
    const from = located.spot;
    if (from.precision === 'street') return { from, street: from.label };
    if (from.precision === 'town' || from.precision === 'sector')
      return {
        from,
        street: null,
        message: from.precision === 'town' ? vehicleWords.tooWide(from.label) : vehicleWords.tooRough(from.label),
      };
    const street = await streets.homeStreet(from.point);
    return street === null ? { from, street, message: vehicleWords.noStreet(from.label) } : { from, street };
  };

  /** Since when there has been anything to know: the first vehicle, but no longer than treatments are kept. */
  const knownSince = (now: number): Date =>
    new Date(Math.max(now - KEEPING.treatments, Math.min(...register.vehicles().map(({ addedAt }) => Date.parse(addedAt)))));

  return async (query: { postcode?: string | undefined; near?: string | undefined }, now: Date): Promise<TreatedReply> => {
    const typed = typedOf(query);
    const at = now.getTime();
    const rest = { asOf: now.toISOString(), disclaimer: vehicleWords.disclaimer };
    const unknown = { lastTreatedAt: null, vehicle: null, ...rest };
    if (register.vehicles().length === 0) return { from: null, street: null, message: vehicleWords.noGritters, ...unknown };

    // A treatment tells where a vehicle is: it is told, and a street known by it, as late as any position.
    const told = at - Math.max(...register.vehicles().map(({ delaySeconds }) => delaySeconds)) * 1000;
    const asked = await askedFor(typed, told);
    if (asked.street === null) return { ...asked, ...unknown };
    const { from, street } = asked;
    const last = await repository.lastTreatment(streetKey(street), told);
    const vehicle = last && register.vehicle(last.vehicle);
    if (!last) return { from, street, message: vehicleWords.notTreated(street, knownSince(at)), ...unknown };
    return {
      from,
      street: last.name,
      lastTreatedAt: last.at,
      vehicle: vehicle ? { id: VehicleId.parse(vehicle.id), name: vehicle.name, isSample: vehicle.isSample } : null,
      message: vehicleWords.treated(last.name, new Date(last.at), now) + (vehicle?.isSample ? ` ${vehicleWords.sample}` : ''),
      ...rest,
    };
  };
};
