import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEventReader } from "./event-stream";

function readAll(pieces: readonly string[]) {
  const heard: string[] = [];
  const read = createEventReader({
    onMessage: (name, data) => heard.push(`${name}=${data}`),
    onId: (id) => heard.push(`#${id}`),
    onRetry: (ms) => heard.push(`retry ${ms}`),
  });
  for (const piece of pieces) read(piece);
  return heard;
}

describe("a stream of server-sent events", () => {
  it.each([
    ["a message", "event: inbox\ndata: {}\n\n", ["inbox={}"]],
    ["a message with its place, which is taken first", "id: 7\nevent: a\ndata: 1\n\n", ["#7", "a=1"]],
    ["a place alone", "id: 8\n\n", ["#8"]],
    ["a heartbeat", ":\n\n", []],
    ["a place with a heartbeat", "id: 9\n:\n\n", ["#9"]],
    ["the time to wait", "retry: 2000\n\n", ["retry 2000"]],
    ["a time that is none", "retry: soon\n\n", []],
    ["data of two lines", "data: a\ndata: b\n\n", ["message=a\nb"]],
    ["carriage returns", "event: a\r\ndata: 1\r\n\r\n", ["a=1"]],
    ["a message that has not ended", "event: a\ndata: 1\n", []],
    ["a field that nobody knows", "colour: blue\ndata: 1\n\n", ["message=1"]],
  ])("reads %s", (_, text, heard) => {
    expect(readAll([text])).toEqual(heard);
  });

  it("reads the same in whatever pieces it comes", () => {
    const text =
      'retry: 2000\n\nevent: inbox\ndata: {"unread":3}\n\nid: 1-2:3:\n:\n\nid: 4\nevent: plan\ndata: {}\n\n';
    const whole = readAll([text]);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 20 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(readAll(pieces)).toEqual(whole);
      }),
    );
  });
});
