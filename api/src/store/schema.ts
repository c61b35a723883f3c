import type { ContactPoint } from '@dtp/contract/authorities.ts';
import type { Action } from '@dtp/contract/az.ts';
import type { DayHours, HolidayRule, WeeklySpan } from '@dtp/contract/hours.ts';
import type { Salary } from '@dtp/contract/jobs.ts';
import type { LayerStyle } from '@dtp/contract/map.ts';
import type { Geometry } from 'geojson';
import { sqliteColumns } from './columns.sqlite.ts';

/** A share of a sector's live postcodes: those in one district, inside or outside the park. */
export type SectorShare = { gss: string; inPark: boolean; postcodes: number };

const defineSchema = ({
  table,
  text,
  int,
  real,
  bool,
  instant,
  day,
  bytes,
  json,
  index,
  uniqueIndex,
  primaryKey,
}: typeof sqliteColumns) => ({
  /** One counter a service; a write bumps it in the same transaction. */
  dataVersions: table('data_versions', {
    service: text('service').primaryKey(),
    version: int('version').notNull(),
    changedAt: instant('changed_at').notNull(),
  }),

  authorities: table('authorities', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    kind: text('kind').notNull(),
    gss: text('gss').notNull(),
    register: text('register'),
    custodian: text('custodian'),
    homeUrl: text('home_url').notNull(),
    contact: json<ContactPoint>('contact').notNull(),
    activeFrom: day('active_from'),
    activeTo: day('active_to'),
    successors: json<string[]>('successors').notNull(),
  }),

  /** Where the places data came from: one row a kind of data. */
  datasets: table('datasets', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    edition: text('edition'),
    importedAt: instant('imported_at').notNull(),
    rows: int('rows').notNull(),
    attribution: text('attribution').notNull(),
  }),

  /** District councils on and around our ground, by GSS code, so that "outside" can name the council. */
  districts: table('districts', {
    gss: text('gss').primaryKey(),
    name: text('name').notNull(),
  }),

  sectors: table('sectors', {
    sector: text('sector').primaryKey(),
    lat: real('lat').notNull(),
    lng: real('lng').notNull(),
    shares: json<SectorShare[]>('shares').notNull(),
  }),

  towns: table(
    'towns',
    {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      kind: text('kind').notNull(),
      gss: text('gss').notNull(),
      inPark: bool('in_park').notNull(),
      outward: text('outward').notNull(),
      lat: real('lat').notNull(),
      lng: real('lng').notNull(),
    },
    town => [index('towns_by_name').on(town.name)],
  ),

  postcodes: table('postcodes', {
    /** Outward, one space, inward: "DE45 1ES". */
    postcode: text('postcode').primaryKey(),
    easting: int('easting'),
    northing: int('northing'),
    lat: real('lat'),
    lng: real('lng'),
    /** OS positional quality: 10 best, 90 no position. */
    quality: int('quality').notNull(),
    /** District's GSS code; null where the file names none. */
    gss: text('gss'),
    ward: text('ward'),
    /** As a file says (NSPL's npark); null where it does not. */
    statedInPark: bool('stated_in_park'),
    /** Day of termination; null while live. */
    retiredOn: day('retired_on'),
    isRetired: bool('is_retired').notNull(),
    /** Derived from the boundaries on record: inside the park by its point; null while there is no park boundary. */
    inPark: bool('in_park'),
    /** Metres to the park's boundary, where under 1 km. */
    parkEdgeM: int('park_edge_m'),
    /** Nearest other district and the metres to it, where under 1 km. */
    nearGss: text('near_gss'),
    nearM: int('near_m'),
  }),

  /** How many addresses (UPRNs) of a postcode lie in each district, in or out of the park: the best evidence for a straddle. */
  postcodeShares: table(
    'postcode_shares',
    {
      postcode: text('postcode').notNull(),
      gss: text('gss').notNull(),
      inPark: bool('in_park').notNull(),
      addresses: int('addresses').notNull(),
    },
    share => [primaryKey({ columns: [share.postcode, share.gss, share.inPark] })],
  ),

  boundaries: table(
    'boundaries',
    {
      kind: text('kind').notNull(),
      gss: text('gss').notNull(),
      name: text('name').notNull(),
      /** GeoJSON Polygon or MultiPolygon, WGS84. */
      geometry: json<GeoJsonArea>('geometry').notNull(),
    },
    boundary => [primaryKey({ columns: [boundary.kind, boundary.gss] })],
  ),

  /** Streets of the gazetteer, by Unique Street Reference Number. */
  streets: table(
    'streets',
    {
      usrn: text('usrn').primaryKey(),
      name: text('name').notNull(),
      locality: text('locality'),
      town: text('town'),
      custodian: text('custodian').notNull(),
      /** Somewhere on it, in metres on the National Grid: the middle of the ends that the gazetteer gives. */
      easting: real('easting'),
      northing: real('northing'),
    },
    street => [index('streets_by_name').on(street.name), index('streets_by_grid').on(street.easting, street.northing)],
  ),

  /**
   * Properties, by UPRN. A gazetteer gives all columns; OS Open UPRN gives the point only, and `label` is null until a gazetteer names it.
   */
  addresses: table(
    'addresses',
    {
      uprn: text('uprn').primaryKey(),
      usrn: text('usrn'),
      /** In one line, without the postcode: "Flat 28, Hometay House, 2 High Street, Belper". */
      label: text('label'),
      /** The number in the street as it is searched for: "2", "2a"; null for a name alone. */
      number: text('number'),
      /** The house's name as it is searched for, in small letters: "hometay house"; null for one without a name of its own. */
      name: text('name'),
      /** Sorts the addresses of a street as people expect: numbers by value, then the rest by name. */
      sortKey: text('sort_key'),
      postcode: text('postcode'),
      easting: real('easting').notNull(),
      northing: real('northing').notNull(),
      custodian: text('custodian'),
      /** District's GSS code, by custodian or by the boundaries on record; null where neither says. */
      gss: text('gss'),
      /** Inside the park by its point; null while there is no park boundary. */
      inPark: bool('in_park'),
    },
    address => [
      index('addresses_by_postcode').on(address.postcode, address.sortKey),
      index('addresses_by_street').on(address.usrn, address.number),
      index('addresses_by_grid').on(address.easting, address.northing),
      index('addresses_by_name').on(address.name),
    ],
  ),

  /** The layers of the geographic warehouse. */
  layers: table('layers', {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    singular: text('singular').notNull(),
    description: text('description').notNull(),
    /** Authority's id; null for data of the whole partnership. */
    owner: text('owner'),
    category: text('category').notNull(),
    role: text('role').notNull(),
    geometry: text('geometry').notNull(),
    licence: text('licence').notNull(),
    licenceUrl: text('licence_url'),
    attribution: text('attribution').notNull(),
    source: text('source').notNull(),
    isVerified: bool('is_verified').notNull(),
    isSample: bool('is_sample').notNull(),
    style: json<LayerStyle>('style').notNull(),
    edition: text('edition'),
    /** Moves with each change to the layer or its features: read models rebuild only the layers whose number is new. */
    version: int('version').notNull(),
    count: int('count').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** Where it refreshes itself from, and how often in minutes; null for a layer that is imported by hand. */
    sourceUrl: text('source_url'),
    refreshMinutes: int('refresh_minutes'),
    lastTriedAt: instant('last_tried_at'),
    /** Why the last try to refresh kept the old data, in words; null when it went well. */
    fault: text('fault'),
    /** How its files are read, as it was said at the last import: refreshing reads them in the same way. */
    reading: json<LayerReading | null>('reading'),
    /** What the source said of itself when it last sent the whole file (RFC 9110 section 8.8), to be asked for changes only. */
    validators: json<SourceValidators | null>('validators'),
  }),

  /** Features of all layers. `number` counts from 0 within a layer in the order of import: indexes in memory know features by it. */
  features: table(
    'features',
    {
      layer: text('layer').notNull(),
      number: int('number').notNull(),
      id: text('id').notNull(),
      title: text('title').notNull(),
      summary: text('summary'),
      /** GeoJSON geometry, WGS84, RFC 7946; no collections. */
      geometry: json<Geometry>('geometry').notNull(),
      address: text('address'),
      postcode: text('postcode'),
      phone: text('phone'),
      email: text('email'),
      url: text('url'),
      hours: json<WeeklySpan[] | null>('hours'),
      /** What else the owner says, as given; values are text, numbers or booleans, and are shown as text. */
      properties: json<FeatureProperties>('properties').notNull(),
      source: text('source'),
      verifiedOn: day('verified_on'),
      updatedAt: instant('updated_at').notNull(),
    },
    feature => [
      primaryKey({ columns: [feature.layer, feature.number] }),
      uniqueIndex('features_by_id').on(feature.layer, feature.id),
      index('features_by_title').on(feature.layer, feature.title),
    ],
  ),

  /** Vehicles whose positions are shown to the public. */
  vehicles: table('vehicles', {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    authority: text('authority').notNull(),
    isSample: bool('is_sample').notNull(),
    /** How much later than it is known a position is shown. */
    delaySeconds: int('delay_seconds').notNull(),
    addedAt: instant('added_at').notNull(),
  }),

  /** One row a fix. `number` counts all rows in the order in which they came: nodes read on from the last that they know. */
  vehiclePositions: table(
    'vehicle_positions',
    {
      vehicle: text('vehicle').notNull(),
      at: instant('at').notNull(),
      number: int('number').notNull(),
      onDuty: bool('on_duty').notNull(),
      /** WGS84; null off duty, when where it is is nobody's business. */
      lat: real('lat'),
      lng: real('lng'),
      /** Metres a second. */
      speed: real('speed'),
      /** Degrees clockwise from north. */
      heading: real('heading'),
      treating: bool('treating').notNull(),
    },
    position => [primaryKey({ columns: [position.vehicle, position.at] }), uniqueIndex('vehicle_positions_by_number').on(position.number)],
  ),

  /** When streets were treated: the first fix of each ten minutes. */
  streetTreatments: table(
    'street_treatments',
    {
      /** The name in small letters without punctuation: streets come from several sources, not all with a number. */
      street: text('street').notNull(),
      /** The ten minutes: as much of the instant as they have in common, "2026-11-24T05:4". */
      slot: text('slot').notNull(),
      at: instant('at').notNull(),
      /** As people read it: "High Street, Belper". */
      name: text('name').notNull(),
      vehicle: text('vehicle').notNull(),
    },
    treatment => [primaryKey({ columns: [treatment.street, treatment.slot] }), index('street_treatments_by_time').on(treatment.at)],
  ),

  /** What opens the sending of positions. Keys themselves are not kept. */
  deviceKeys: table('device_keys', {
    id: text('id').primaryKey(),
    authority: text('authority').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the key, base64url. */
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  }),

  /** What opens the publisher API and the download of applications. Keys themselves are not kept. */
  publisherKeys: table('publisher_keys', {
    id: text('id').primaryKey(),
    authority: text('authority').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the key, base64url. */
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  }),

  /** Vacancies in every state: which one is worked out from the instants. */
  vacancies: table(
    'vacancies',
    {
      id: text('id').primaryKey(),
      /** The body whose post it is, and which alone may change it. */
      authority: text('authority').notNull(),
      /** The publisher's own reference, unique with them. */
      reference: text('reference').notNull(),
      sharedWith: json<string[]>('shared_with').notNull(),
      title: text('title').notNull(),
      summary: text('summary').notNull(),
      /** HTML, sanitised when it was stored. */
      description: text('description').notNull(),
      category: text('category').notNull(),
      contract: text('contract').notNull(),
      patterns: json<string[]>('patterns').notNull(),
      hours: text('hours'),
      salary: json<Salary | null>('salary'),
      /** In words. */
      place: text('place'),
      postcode: text('postcode'),
      lat: real('lat'),
      lng: real('lng'),
      /** `link` to the publisher's own page, or our `form`. */
      applyKind: text('apply_kind').notNull(),
      applyUrl: text('apply_url'),
      interviewOn: day('interview_on'),
      /** From when on it is shown; null for a draft. */
      publishAt: instant('publish_at'),
      /** From when on people could see it first; once that has come it stays, whatever the publisher says. Null until it is published. */
      shownFrom: instant('shown_from'),
      /** The instant from which nobody can apply. */
      closesAt: instant('closes_at').notNull(),
      withdrawnAt: instant('withdrawn_at'),
      /** How many months applications are kept after it closes. */
      retentionMonths: int('retention_months').notNull(),
      /** `import`, `api`, `feed:ID` or `sample`. */
      origin: text('origin').notNull(),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull(),
    },
    vacancy => [
      uniqueIndex('vacancies_by_reference').on(vacancy.authority, vacancy.reference),
      index('vacancies_by_close').on(vacancy.closesAt),
    ],
  ),

  /** Where a partner's vacancies are pulled from. */
  jobFeeds: table('job_feeds', {
    id: text('id').primaryKey(),
    authority: text('authority').notNull(),
    url: text('url').notNull(),
    /** `json-ld` (JobPosting in a page or a list) or `rss`. */
    kind: text('kind').notNull(),
    refreshMinutes: int('refresh_minutes').notNull(),
    lastTriedAt: instant('last_tried_at'),
    lastTakenAt: instant('last_taken_at'),
    count: int('count').notNull(),
    /** Why the last try kept the old vacancies, in words; null when it went well. */
    fault: text('fault'),
    validators: json<SourceValidators | null>('validators'),
  }),

  /** Applications by our form. Nothing of the person is in here: see `application_people` and `application_files`. */
  applications: table(
    'applications',
    {
      id: text('id').primaryKey(),
      vacancy: text('vacancy').notNull(),
      authority: text('authority').notNull(),
      /** What the person is given once it is sent; null before. */
      reference: text('reference'),
      /** `draft`, `sent` or `withdrawn`. */
      state: text('state').notNull(),
      /** SHA-256 of the token in the link by which it is resumed, base64url. */
      tokenHash: text('token_hash').notNull(),
      createdAt: instant('created_at').notNull(),
      updatedAt: instant('updated_at').notNull(),
      sentAt: instant('sent_at'),
      withdrawnAt: instant('withdrawn_at'),
      eraseAt: instant('erase_at').notNull(),
    },
    one => [
      uniqueIndex('applications_by_token').on(one.tokenHash),
      uniqueIndex('applications_by_reference').on(one.reference),
      index('applications_by_vacancy').on(one.vacancy, one.state),
      index('applications_by_erase').on(one.eraseAt),
    ],
  ),

  applicationPeople: table('application_people', {
    application: text('application').primaryKey(),
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    address: text('address'),
    statement: text('statement'),
  }),

  applicationFiles: table(
    'application_files',
    {
      id: text('id').primaryKey(),
      application: text('application').notNull(),
      name: text('name').notNull(),
      /** `pdf`, `doc`, `docx` or `odt`, by extension and content. */
      kind: text('kind').notNull(),
      size: int('size').notNull(),
      /** Base64url. */
      sha256: text('sha256').notNull(),
      /** `held` until it was scanned, `clean`, `infected`, or `unscanned` where no scanner is configured. Only `clean` and `unscanned` can be downloaded. */
      state: text('state').notNull(),
      content: bytes('content'),
      storedAt: instant('stored_at').notNull(),
      scannedAt: instant('scanned_at'),
    },
    file => [index('application_files_by_application').on(file.application), index('application_files_by_state').on(file.state)],
  ),

  /** Answers to the equality questions: only how many, and of which vacancy. Nothing leads from here to an application. */
  equalityCounts: table(
    'equality_counts',
    {
      vacancy: text('vacancy').notNull(),
      question: text('question').notNull(),
      answer: text('answer').notNull(),
      count: int('count').notNull(),
    },
    one => [primaryKey({ columns: [one.vacancy, one.question, one.answer] })],
  ),

  /** Wishes for alerts whose link has not been opened yet. */
  alertWishes: table(
    'alert_wishes',
    {
      /** SHA-256 of the token in the link, base64url. */
      tokenHash: text('token_hash').primaryKey(),
      email: text('email').notNull(),
      topic: text('topic').notNull(),
      filter: text('filter').notNull(),
      frequency: text('frequency').notNull(),
      authority: text('authority'),
      createdAt: instant('created_at').notNull(),
      expiresAt: instant('expires_at').notNull(),
      /** Once its link has been used; the row stays until it expires, so that using it twice can be told from a wrong link. */
      usedAt: instant('used_at'),
      person: text('person'),
    },
    wish => [index('alert_wishes_by_email').on(wish.email), index('alert_wishes_by_expiry').on(wish.expiresAt)],
  ),

  /** People with alerts. The address goes 28 days after the last of them has ended. */
  alertPeople: table(
    'alert_people',
    {
      id: text('id').primaryKey(),
      email: text('email').notNull(),
      /** In the links of every mail, so that they can be made again; it opens nothing but this person's alerts. */
      key: text('key').notNull(),
      createdAt: instant('created_at').notNull(),
      /** Hard bounces, none of them long after the one before. */
      bounces: int('bounces').notNull(),
      /** When the last one came; null where none has. */
      bouncedAt: instant('bounced_at'),
      /** Null while an alert is active. */
      eraseAt: instant('erase_at'),
    },
    person => [uniqueIndex('alert_people_by_email').on(person.email), index('alert_people_by_erase').on(person.eraseAt)],
  ),

  alertSubscriptions: table(
    'alert_subscriptions',
    {
      id: text('id').primaryKey(),
      person: text('person').notNull(),
      topic: text('topic').notNull(),
      /** As the topic's room writes it: equal filters are equal texts. */
      filter: text('filter').notNull(),
      frequency: text('frequency').notNull(),
      authority: text('authority'),
      createdAt: instant('created_at').notNull(),
      /** Everything that was published until then has been told. Moves in the transaction that puts the mail into the outbox. */
      seenUntil: instant('seen_until').notNull(),
      endedAt: instant('ended_at'),
      /** Why it ended: `stopped`, `bounced` or `erased`. */
      endedBy: text('ended_by'),
    },
    one => [
      uniqueIndex('alert_subscriptions_once').on(one.person, one.topic, one.filter),
      index('alert_subscriptions_due').on(one.endedAt, one.frequency, one.seenUntil),
    ],
  ),

  /** What somebody with alerts of different frequencies has been told, so that the slower ones do not tell it again. Kept 28 days. */
  alertTold: table(
    'alert_told',
    {
      person: text('person').notNull(),
      topic: text('topic').notNull(),
      item: text('item').notNull(),
      toldAt: instant('told_at').notNull(),
    },
    told => [primaryKey({ columns: [told.person, told.topic, told.item] }), index('alert_told_by_time').on(told.toldAt)],
  ),

  categories: table('categories', {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    position: int('position').notNull(),
  }),

  services: table('services', {
    id: text('id').primaryKey(),
    lgsl: int('lgsl'),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    synonyms: json<string[]>('synonyms').notNull(),
    categories: json<string[]>('categories').notNull(),
    tier: text('tier').notNull(),
    action: text('action').notNull(),
    /** In law: a `duty` that every body of the tier has, or a `power` it may use. */
    provision: text('provision').notNull(),
    /** An editor's estimate, 0 to 100. */
    popularity: int('popularity').notNull(),
  }),

  answers: table(
    'answers',
    {
      service: text('service').notNull(),
      authority: text('authority').notNull(),
      status: text('status').notNull(),
      summary: text('summary'),
      actions: json<Action[]>('actions').notNull(),
      /** Null: the body's own contact point. */
      contact: json<ContactPoint | null>('contact'),
      cost: text('cost'),
      eligibility: text('eligibility'),
      alert: text('alert'),
      validFrom: day('valid_from'),
      validTo: day('valid_to'),
      lastReviewed: day('last_reviewed'),
    },
    answer => [primaryKey({ columns: [answer.service, answer.authority] })],
  ),

  /** Bank holidays in England and Wales, as the feed has them. */
  bankHolidays: table('bank_holidays', {
    date: day('date').primaryKey(),
    title: text('title').notNull(),
    notes: text('notes').notNull(),
  }),

  /** Where the bank holidays came from, and how the last try to renew them went: one row. */
  holidayFeed: table('holiday_feed', {
    id: text('id').primaryKey(),
    /** As people are told: "GOV.UK". */
    source: text('source').notNull(),
    importedAt: instant('imported_at').notNull(),
    lastTriedAt: instant('last_tried_at'),
    /** Why the last try to refresh kept the old list, in words; null when it went well. */
    fault: text('fault'),
    validators: json<HolidayValidators | null>('validators'),
  }),

  /** Ways to reach a body. */
  contactLines: table('contact_lines', {
    id: text('id').primaryKey(),
    authority: text('authority').notNull(),
    /** `general`: for all that has no line of its own. `topic`: for its services and categories. `backup`: only named by others, for when they are closed. */
    role: text('role').notNull(),
    title: text('title').notNull(),
    purpose: text('purpose'),
    services: json<string[]>('services').notNull(),
    categories: json<string[]>('categories').notNull(),
    phone: text('phone'),
    textPhone: text('text_phone'),
    sms: text('sms'),
    email: text('email'),
    formUrl: text('form_url'),
    bslUrl: text('bsl_url'),
    address: text('address'),
    languages: json<string[]>('languages').notNull(),
    /** Null: the hours are not known. */
    week: json<WeeklySpan[] | null>('week'),
    holidayRule: json<HolidayRule>('holiday_rule').notNull(),
    outOfHours: json<OutOfHoursRule[]>('out_of_hours').notNull(),
    position: int('position').notNull(),
    source: text('source'),
    verifiedOn: day('verified_on'),
  }),

  /** Dates on which a line keeps other hours than its week and its bank holidays; none: closed. */
  contactExceptions: table(
    'contact_exceptions',
    {
      line: text('line').notNull(),
      date: day('date').notNull(),
      hours: json<DayHours[]>('hours').notNull(),
      reason: text('reason'),
    },
    exception => [primaryKey({ columns: [exception.line, exception.date] })],
  ),

  /** What callers have to know for a time. */
  contactNotices: table('contact_notices', {
    id: text('id').primaryKey(),
    lines: json<string[]>('lines').notNull(),
    text: text('text').notNull(),
    from: instant('from').notNull(),
    until: instant('until'),
  }),

  /** Emergency numbers, and the words that call for them. */
  contactSignposts: table('contact_signposts', {
    id: text('id').primaryKey(),
    position: int('position').notNull(),
    title: text('title').notNull(),
    advice: text('advice').notNull(),
    phone: text('phone').notNull(),
    text: text('text'),
    bslUrl: text('bsl_url'),
    url: text('url'),
    words: json<string[]>('words').notNull(),
    services: json<string[]>('services').notNull(),
    source: text('source'),
    verifiedOn: day('verified_on'),
  }),

  /** What people asked or reported. Who asked, and what is nobody else's business, is not in here: see `case_people`. */
  cases: table(
    'cases',
    {
      /** What the person is given: random, so that nobody can guess another's. */
      reference: text('reference').primaryKey(),
      authority: text('authority').notNull(),
      /** Service's id; null for a question about anything. */
      service: text('service'),
      /** `form` or `open311`. */
      channel: text('channel').notNull(),
      /** `open` or `closed`, as Open311 has it. */
      status: text('status').notNull(),
      /** What was done, in words that anyone may read. */
      statusNote: text('status_note'),
      /**
       * What anyone may read of the report, and where it is: only of what came by Open311 about something that everyone can see, such as a
       * pothole. All that came by our form is private.
       */
      description: text('description'),
      postcode: text('postcode'),
      place: text('place'),
      lat: real('lat'),
      lng: real('lng'),
      mediaUrl: text('media_url'),
      requestedAt: instant('requested_at').notNull(),
      updatedAt: instant('updated_at').notNull(),
      closedAt: instant('closed_at'),
      /** A digest that the same report sent twice has in common; null once it can no longer come twice. */
      onceKey: text('once_key'),
    },
    one => [
      uniqueIndex('cases_by_once_key').on(one.onceKey),
      index('cases_by_authority').on(one.authority, one.requestedAt),
      index('cases_by_time').on(one.requestedAt),
    ],
  ),

  /** Who asked, what they wrote to the body alone and where: apart from the case, and erased on schedule. */
  casePeople: table(
    'case_people',
    {
      reference: text('reference').primaryKey(),
      name: text('name'),
      email: text('email'),
      phone: text('phone'),
      words: text('words'),
      postcode: text('postcode'),
      place: text('place'),
      lat: real('lat'),
      lng: real('lng'),
      mediaUrl: text('media_url'),
      eraseAt: instant('erase_at').notNull(),
    },
    person => [index('case_people_by_erase').on(person.eraseAt)],
  ),

  /** Every mail, before it is sent. Its address and words go at `erase_at`; the rest stays as the proof that it was sent. */
  mails: table(
    'mails',
    {
      /** What it is about, so that nothing causes it twice: "case-receipt:7K4M29QX". */
      key: text('key').primaryKey(),
      to: text('to'),
      replyTo: text('reply_to'),
      subject: text('subject'),
      text: text('text'),
      /** The same for people who see styled mail; null where there is none. */
      html: text('html'),
      headers: json<Record<string, string>>('headers').notNull(),
      /** `queued`, `sending`, `sent`, `failed` (for good), or `unsure`: cut off so that it may or may not have gone; never sent again. */
      state: text('state').notNull(),
      attempts: int('attempts').notNull(),
      nextAttemptAt: instant('next_attempt_at').notNull(),
      claimedAt: instant('claimed_at'),
      sentAt: instant('sent_at'),
      messageId: text('message_id').notNull(),
      /** Why the last attempt failed, without any address. */
      fault: text('fault'),
      createdAt: instant('created_at').notNull(),
      eraseAt: instant('erase_at').notNull(),
    },
    mail => [index('mails_by_state').on(mail.state, mail.nextAttemptAt), index('mails_by_erase').on(mail.eraseAt)],
  ),
});

/** Whom to call while a line is closed: another line by its id, or advice in words; for one service, or for all that have no entry of their own. */
export type OutOfHoursRule = { readonly service: string | null; readonly line: string | null; readonly note: string | null };

/** How files of a layer are read, where their own words do not say it. */
export type LayerReading = {
  readonly idField: string | null;
  readonly titleField: string | null;
  /** Coordinate system: "EPSG:27700". */
  readonly crs: string | null;
  /** The table of a GeoPackage. */
  readonly table: string | null;
  /** Features with one of these values are left out; "*" stands for any value. */
  readonly leaveOut: readonly { readonly field: string; readonly value: string }[];
};

/** What the source of bank holidays said of itself, and which source that was. */
export type HolidayValidators = SourceValidators & { readonly url: string };

export type SourceValidators = { readonly etag: string | null; readonly lastModified: string | null };

/** Further properties of a feature, flat. */
export type FeatureProperties = Record<string, string | number | boolean | null>;

/** A GeoJSON area, RFC 7946: positions are [longitude, latitude] in WGS84 degrees. */
export type GeoJsonArea = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };

export const schema = defineSchema(sqliteColumns);
export const {
  dataVersions,
  authorities,
  datasets,
  districts,
  sectors,
  towns,
  postcodes,
  postcodeShares,
  boundaries,
  streets,
  addresses,
  layers,
  features,
  vehicles,
  vehiclePositions,
  streetTreatments,
  deviceKeys,
  categories,
  services,
  answers,
  bankHolidays,
  holidayFeed,
  contactLines,
  contactExceptions,
  contactNotices,
  contactSignposts,
  cases,
  casePeople,
  mails,
  publisherKeys,
  vacancies,
  jobFeeds,
  applications,
  applicationPeople,
  applicationFiles,
  equalityCounts,
  alertWishes,
  alertPeople,
  alertSubscriptions,
  alertTold,
} = schema;
