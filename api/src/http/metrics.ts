import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the server tells Prometheus. No label ever holds anything a person typed. */
export type Metrics = {
  request(method: string, route: string, status: number, seconds: number): void;
  rebuilt(model: string, seconds: number): void;
  /** An attempt to send a mail ended so. */
  mail(outcome: string): void;
  text(): Promise<string>;
  readonly contentType: string;
};

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  const rebuilds = new Counter({
    name: 'read_model_rebuilds_total',
    help: 'Read models rebuilt from the record',
    labelNames: ['model'],
    registers: [registry],
  });
  const rebuildSeconds = new Gauge({
    name: 'read_model_rebuild_seconds',
    help: 'How long the last rebuild took',
    labelNames: ['model'],
    registers: [registry],
  });
  const mails = new Counter({
    name: 'mail_attempts_total',
    help: 'Attempts to send mail, by how they ended',
    labelNames: ['outcome'],
    registers: [registry],
  });
  /** prom-client hashes the labels at each call; a child keeps them hashed. Routes are patterns, so there are only a few. */
  const durations = new Map<string, ReturnType<typeof duration.labels>>();
  const durationOf = (method: string, route: string, status: number) => {
    const key = `${method} ${status} ${route}`;
    let child = durations.get(key);
    if (!child) {
      child = duration.labels({ method, route, status });
      durations.set(key, child);
    }
    return child;
  };
  return {
    request: (method, route, status, seconds) => durationOf(method, route, status).observe(seconds),
    rebuilt: (model, seconds) => {
      rebuilds.inc({ model });
      rebuildSeconds.set({ model }, seconds);
    },
    mail: outcome => mails.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
