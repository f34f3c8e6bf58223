/** What a stream says: the name of the message and what it holds, as JSON. */
export type Message = { readonly name: string; readonly data: unknown };

/** One open answer that goes on: lines of server-sent events, until one of the two sides ends it. */
export type Stream = {
  readonly body: ReadableStream<Uint8Array>;
  readonly isOpen: () => boolean;
  /** False once it is closed. Whoever takes nothing any more is closed, so that nothing piles up for them. */
  readonly write: (bytes: Uint8Array) => boolean;
  /** Ends it, with a last word if there is one. */
  readonly end: (lastWord?: Message) => void;
};

const encoder = new TextEncoder();
const mostWaitingBytes = 1_000_000;

/** A message in the format of server-sent events. */
export function frameOf({ name, data }: Message): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The bytes of a message, and with it the place from which the stream is resumed, if there is one to name. */
export function bytesOf(mark: string | null, frame = "\n"): Uint8Array {
  return encoder.encode(mark === null ? frame : `id: ${mark}\n${frame}`);
}

type Open = { readonly streams: Set<Stream>; isStopping: boolean };
const holder = globalThis as typeof globalThis & { portalStreams?: Open };

function open(): Open {
  holder.portalStreams ??= { streams: new Set(), isStopping: false };
  return holder.portalStreams;
}

/** Opens a stream that begins with the given lines. `onClose` is called once, whichever side ended it. */
export function openStream(opening: string, onClose: () => void): Stream {
  const { streams, isStopping } = open();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const close = (): boolean => {
    if (!streams.delete(stream)) return false;
    controller = undefined;
    onClose();
    return true;
  };
  const stream: Stream = {
    body: new ReadableStream<Uint8Array>(
      {
        start: (given) => {
          controller = given;
          given.enqueue(encoder.encode(opening));
        },
        cancel: () => void close(),
      },
      { highWaterMark: 65_536, size: (chunk) => chunk?.byteLength ?? 0 },
    ),
    isOpen: () => controller !== undefined,
    write: (bytes) => {
      if (!controller) return false;
      if ((controller.desiredSize ?? 0) < -mostWaitingBytes) {
        stream.end();
        return false;
      }
      controller.enqueue(bytes);
      return true;
    },
    end: (lastWord) => {
      const ending = controller;
      if (!close() || !ending) return;
      if (lastWord) ending.enqueue(encoder.encode(frameOf(lastWord)));
      ending.close();
    },
  };
  streams.add(stream);
  if (isStopping) stream.end();
  return stream;
}

/** Ends every stream of this process, and each that is opened after, for a process that stops. */
export function endStreams(): void {
  const all = open();
  all.isStopping = true;
  for (const stream of [...all.streams]) stream.end();
}
