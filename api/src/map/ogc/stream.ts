const encoder = new TextEncoder();

/** Text as it is made, for the body of a reply. A reader that goes away ends the making. */
export const streamOf = (pieces: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    pull: async controller => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
