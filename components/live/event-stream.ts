type Handlers = {
  readonly onMessage: (name: string, data: string) => void;
  /** The place from which the stream is resumed. */
  readonly onId: (id: string) => void;
  /** What the server wants to be left alone for before the next try, in milliseconds. */
  readonly onRetry: (ms: number) => void;
};

/**
 * Reads server-sent events out of text that comes in any pieces. A message ends with an empty line; its id counts even
 * if it holds nothing else; a line that begins with a colon says that somebody is still there.
 */
export function createEventReader({ onMessage, onId, onRetry }: Handlers): (piece: string) => void {
  let rest = "";
  let name = "";
  let id: string | null = null;
  let data: string[] = [];
  const read = (line: string) => {
    if (line === "") {
      if (id !== null) onId(id);
      if (data.length > 0) onMessage(name || "message", data.join("\n"));
      name = "";
      id = null;
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") name = value;
    else if (field === "id" && !value.includes("\u0000")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) onRetry(Number(value));
  };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) read(line);
  };
}
