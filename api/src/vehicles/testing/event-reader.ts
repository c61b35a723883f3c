/** One server-sent event: its name and data, or the text of a comment or a field without data. */
export type ReadEvent = { readonly name: string; readonly data: string };

/** Reads server-sent events one by one from a body. `next` answers undefined at the end. */
export const eventReader = (body: ReadableStream<Uint8Array>) => {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';

  const field = (block: string, name: string): string | undefined => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];

  return {
    next: async (): Promise<ReadEvent | undefined> => {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          return { name: field(block, 'event') ?? block, data: field(block, 'data') ?? '' };
        }
        const { done, value } = await reader.read();
        if (done) return undefined;
        text += decoder.decode(value, { stream: true });
      }
    },
    cancel: () => reader.cancel(),
  };
};
