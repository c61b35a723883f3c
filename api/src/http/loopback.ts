const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a host name of a URL is this machine itself. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.includes(hostname);
