/** A place in a JSON text: keys and positions from the root, and the line (from 1) it starts on. */
export type LineFinder = (path: readonly PropertyKey[]) => number;

const keyOf = (path: readonly PropertyKey[]): string => path.map(String).join('\u0000');

/**
 * Finds the lines of values in a JSON text that JSON.parse has accepted, which gives no positions itself.
 * A path that is not there (a missing key) is answered by its nearest parent.
 */
export const jsonLines = (text: string): LineFinder => {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;

  const skipSpace = () => {
    for (; at < text.length && ' \t\r\n'.includes(text.charAt(at)); at++) if (text.charAt(at) === '\n') line++;
  };
  const readString = (): string => {
    const start = at++;
    while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
    at++;
    return String(JSON.parse(text.slice(start, at)));
  };
  /** Reads members up to the closing bracket; `each` reads one. */
  const readMembers = (close: string, each: (index: number) => void) => {
    at++;
    skipSpace();
    for (let index = 0; text.charAt(at) !== close; index++) {
      each(index);
      skipSpace();
      if (text.charAt(at) === ',') at++;
      skipSpace();
    }
    at++;
  };
  const readValue = (path: readonly string[]) => {
    skipSpace();
    lines.set(keyOf(path), line);
    const opening = text.charAt(at);
    if (opening === '{') {
      readMembers('}', () => {
        const key = readString();
        skipSpace();
        at++;
        readValue([...path, key]);
      });
    } else if (opening === '[') readMembers(']', index => readValue([...path, String(index)]));
    else if (opening === '"') readString();
    else while (at < text.length && !',]} \t\r\n'.includes(text.charAt(at))) at++;
  };
  readValue([]);

  return path => {
    for (let length = path.length; length > 0; length--) {
      const found = lines.get(keyOf(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return 1;
  };
};
