import { describe, expect, it } from "vitest";
import { judgeFailure } from "./email";

const failure = (command: string, responseCode: number, response = `${responseCode} words`) => ({
  code: command === "DATA" ? "EMESSAGE" : "EENVELOPE",
  command,
  responseCode,
  response,
});

describe("a message that was not taken", () => {
  it.each([
    ["an unknown mailbox", failure("RCPT TO", 550, "550 5.1.1 No such user here")],
    ["a full mailbox for good", failure("RCPT TO", 552, "552 5.2.2 Mailbox full")],
    ["a host that takes no mail", failure("RCPT TO", 556)],
    ["a message that is refused", failure("DATA", 554, "554 5.6.0 Message rejected")],
  ])("was refused for good: %s", (_, error) => {
    expect(judgeFailure(error)).toEqual({
      outcome: "refused",
      replyCode: error.responseCode,
      words: error.response,
    });
  });

  it.each([
    ["a greeting of 554", { code: "EPROTOCOL", command: "CONN", responseCode: 554, response: "554 No" }],
    ["a refused EHLO", { code: "ECONNECTION", command: "EHLO", responseCode: 550, response: "550 No" }],
    ["a wrong password", { code: "EAUTH", command: "AUTH PLAIN", responseCode: 535, response: "535 No" }],
    ["a refused sender", failure("MAIL FROM", 550)],
    ["sign in first, at the recipient", failure("RCPT TO", 530)],
    ["relaying denied", failure("RCPT TO", 554, "554 5.7.1 <a@b.test>: Relay access denied")],
    ["a host on a block list", failure("RCPT TO", 550, "550 5.7.1 Client host is listed on the blocklist")],
    ["a failed DMARC check", failure("DATA", 550, "550 5.7.26 Unauthenticated mail is not accepted")],
    ["greylisting", failure("RCPT TO", 451)],
    ["a busy server, after the message", failure("DATA", 452)],
    ["a connection that was lost", { code: "ECONNECTION", command: "CONN" }],
    ["a server that is silent", { code: "ETIMEDOUT", command: "CONN" }],
    ["anything else", new Error("something")],
    ["nothing at all", undefined],
  ])("is tried again, and no address is blamed: %s", (_, error) => {
    expect(judgeFailure(error).outcome).toBe("try_again");
  });

  it("was refused by ourselves where the address cannot be written at all", () => {
    const error = { code: "EENVELOPE", command: "API", message: 'Invalid recipient "a\\r\\nb"' };
    expect(judgeFailure(error)).toMatchObject({
      outcome: "refused",
      replyCode: null,
      words: "The address is not one that mail can be sent to.",
    });
  });

  it("keeps what was said in one short line that the database can hold", () => {
    const response = `550-first\r\n550 second\u0000\uD800 ${"x".repeat(2_000)}`;
    const { words } = judgeFailure(failure("RCPT TO", 550, response));
    expect(words).toMatch(/^550-first 550 second/);
    expect(words.length).toBeLessThanOrEqual(500);
    expect(words.isWellFormed() && !/\p{Cc}/u.test(words)).toBe(true);
  });
});
