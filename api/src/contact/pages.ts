import { type ContactReply, getContact } from '@dtp/contract/contact.ts';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { hostOn } from '../authorities/host.ts';
import { londonDay, londonDayIn } from '../http/clock.ts';
import { dataBlock } from '../http/data-block.ts';
import { type Markup, type Page, pageText, withNotFoundPage } from '../http/page-shell.ts';
import { notFound } from '../http/problem.ts';
import type { Passing, ResponseCache } from '../http/response-cache.ts';
import { pageSecurityHeaders } from '../http/security.ts';
import { openAreas, placeNote, titledFor, usableChoice } from '../places/page-parts.ts';
import { type ContactAnsweringDeps, createContactAnswering } from './answering.ts';
import { type Closure, closuresCalendar } from './closures.ts';
import { contactGraph, type HoursOn } from './json-ld.ts';
import { datedHours } from './lines.ts';
import { type ContactAddress, closuresAddress, contactAddress, readContactAddress, reportAddress } from './page-address.ts';
import { words } from './page-messages.ts';
import { bodyList, contactForm, emergencyBox, lineBlock, otherTopics } from './page-parts.ts';
import { CONTACT_SERVICES } from './routes.ts';

export type ContactPageDeps = ContactAnsweringDeps & { publicUrl: string; cache: ResponseCache };

/** How far ahead the calendar of closures reaches. */
const CALENDAR_DAYS = 400;

/** Why the lines shown may not be the right ones, or what to do to see the right ones. */
const note = (reply: ContactReply, address: ContactAddress): Markup | '' => {
  if (reply.responsibility === 'elsewhere') return html`<p>${words.elsewhere}</p>`;
  if (reply.topic && !reply.topic.service && reply.emergencies.length === 0)
    return html`<p>${words.nothing(reply.topic.words)} <a href="/az?q=${encodeURIComponent(reply.topic.words)}">${words.az}</a>.</p>`;
  if (reply.responsibility === 'settled') return '';
  const hasChoice = openAreas(reply.place).length > 0 && !address.area;
  return html`<p>${hasChoice ? words.needsChoice : words.needsPlace}</p>`;
};

/** Whether nobody in particular is asked for: then a list of all is easier to find one's way in than each in full. */
const isEveryone = ({ topic, postcode, area, authority }: ContactAddress): boolean => !topic && !postcode && !area && !authority;

const titleOf = ({ topic, items }: ContactReply, { authority, postcode }: ContactAddress): string => {
  if (topic) return words.titleFor(topic.service?.title ?? topic.words);
  const host = authority !== undefined && !postcode ? items[0]?.authority : undefined;
  return host ? words.titleOf(host.name) : words.title;
};

/** `/contact`: all that the widget does, without JavaScript, and `/contact/closures.ics`. */
export const contactPages = (deps: ContactPageDeps): Hono => {
  const { publicUrl, cache, authorities, places, contact, holidays, now } = deps;
  const answer = createContactAnswering(deps);
  const routes = new Hono();

  const hoursOn: HoursOn = (id, date) => {
    const exception = contact.exceptionsOf(id).find(one => one.date === date);
    if (exception) return exception.hours;
    const rule = contact.line(id)?.holidayRule;
    return rule?.kind === 'hours' ? rule.hours : [];
  };

  /** A choice belongs to the postcode it was made for: with another postcode, or an unknown host, it is forgotten. */
  const settled = async ({ area, authority, ...rest }: ContactAddress): Promise<ContactAddress> => {
    const place = rest.postcode ? await places.find(rest.postcode, londonDay(now())) : null;
    return { ...rest, area: usableChoice(area, place), authority: authority && authorities.get(authority) ? authority : undefined };
  };

  /** The dates to come on which the lines of a body keep other hours. */
  const closuresOf = (authority: string): Closure[] => {
    const at = now();
    const last = londonDayIn(CALENDAR_DAYS, at);
    return contact.linesOf(authority).flatMap(line =>
      datedHours({ line, exceptions: contact.exceptionsOf(line.id), holidays: holidays.all() }, londonDay(at), last).map(one => ({
        ...one,
        line: line.id,
        title: line.title,
      })),
    );
  };

  const contentOf = (reply: ContactReply, address: ContactAddress): Omit<Page, 'host'> => {
    const { topic, place, emergencies, items, holidays: known } = reply;
    const { area, ...open } = address;
    const today = londonDay(now());
    const title = titleOf(reply, address);
    const calendarOf =
      address.authority && closuresOf(address.authority).length > 0 && items.some(item => item.authority.id === address.authority)
        ? address.authority
        : undefined;
    return {
      title: titledFor(title, place),
      description: words.lead,
      index: !address.postcode && !(topic && !topic.service),
      canonical: contactAddress({ topic: topic?.service?.id, authority: address.authority }),
      main: html`<h1>${title}</h1>
        ${emergencyBox(emergencies)}
        ${topic ? '' : html`<p class="lead">${words.lead}</p>`}
        ${emergencies.length > 0 ? '' : html`<p>${words.always}</p>`}
        ${contactForm(address, topic?.service && topic.words === topic.service.id ? topic.service.title : topic?.words, place)}
        ${placeNote({ place, area, change: contactAddress(open), action: '/contact', keeps: open })}
        ${topic?.service ? html`<p class="lead">${topic.service.summary}</p>` : ''}
        ${topic?.corrected ? html`<p>${words.corrected(topic.corrected, topic.words)}</p>` : ''}
        ${note(reply, address)}
        ${isEveryone(address) ? bodyList(items) : items.map(item => lineBlock(item, today))}
        ${
          items.length > 0
            ? html`<p><a class="next" href="${reportAddress(topic?.service?.id, address)}">${words.report}</a> <span class="muted">${words.reportHint}</span></p>
          <p><a class="tap" href="/contact/cases">${words.lookUp}</a></p>`
            : ''
        }
        ${otherTopics(reply, address)}
        ${calendarOf ? html`<p><a class="tap" href="${closuresAddress(calendarOf)}">${words.closures}</a></p>` : ''}
        ${topic || address.postcode ? html`<p><a class="tap" href="${contactAddress({ authority: address.authority })}">${words.others}</a></p>` : ''}
        ${known.warning ? html`<p class="muted">${known.warning}</p>` : ''}
        ${dataBlock(contactGraph(reply, hoursOn))}`,
    };
  };

  const contactPage = async (c: Context): Promise<Passing<string>> => {
    const address = await settled(readContactAddress(name => c.req.query(name)));
    const reply = await answer(getContact.query.parse(address));
    const { canonical, ...content } = contentOf(reply, address);
    const host = hostOn(authorities, address.authority, londonDay(now()));
    const text = await pageText({ ...content, canonical: `${publicUrl}${canonical}`, host });
    return { answer: text, until: reply.nextChange === null ? null : new Date(reply.nextChange) };
  };

  const calendar = (c: Context): string => {
    const { authority = '' } = readContactAddress(name => c.req.query(name));
    const today = londonDay(now());
    const body = hostOn(authorities, authority, today);
    const closures = body ? closuresOf(body.id) : [];
    // A calendar has at least one event (RFC 5545 section 3.6).
    if (!body || closures.length === 0) throw notFound(words.calendar(authority));
    return closuresCalendar(body.name, new URL(publicUrl).hostname, closures, new Date(`${today}T00:00:00Z`));
  };

  routes.get(
    '/contact',
    withNotFoundPage(
      cache.passing(CONTACT_SERVICES, contactPage, () => ({ 'content-type': 'text/html; charset=utf-8', ...pageSecurityHeaders })),
    ),
  );
  routes.get(
    '/contact/closures.ics',
    withNotFoundPage(
      cache.file(
        ['authorities', 'hours', 'contact'],
        async c => calendar(c),
        () => ({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="closures.ics"' }),
      ),
    ),
  );
  return routes;
};
