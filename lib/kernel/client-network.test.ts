import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkOf } from "./client-network";

describe("the network of an address", () => {
  it.each([
    ["an IPv4 address", "192.0.2.7", "192.0.2.7"],
    ["the same, as a socket for both families writes it", "::ffff:192.0.2.7", "192.0.2.7"],
    ["the same in hexadecimal digits", "::FFFF:c000:207", "192.0.2.7"],
    ["the first half of an IPv6 address", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["groups that are left out", "2001:db8::1", "2001:db8:0:0::/64"],
    ["groups left out at the end", "2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["leading zeros and capitals", "2001:0DB8:0001:0002::00ff", "2001:db8:1:2::/64"],
    ["an address with the name of its interface", "fe80::1%eth0", "fe80:0:0:0::/64"],
    ["this machine", "::1", "0:0:0:0::/64"],
    ["an IPv4 address in another network's notation", "64:ff9b::192.0.2.7", "64:ff9b:0:0::/64"],
  ])("%s", (_, address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each(["unknown", "", "1:2:3", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", "::ffff:999.0.2.7", "g::1"])(
    "is %j itself, which is no address",
    (text) => {
      expect(networkOf(text)).toBe(text);
    },
  );

  it("is shared by all addresses that agree in their first 64 bits, and by no others", () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    const half = fc.tuple(group, group, group, group).map((groups) => groups.join(":"));
    fc.assert(
      fc.property(half, half, half, half, (network, another, host, otherHost) => {
        const base = networkOf(`${network}:${host}`);
        fc.pre(base.endsWith("/64") && networkOf(`${another}:${host}`).endsWith("/64"));
        expect(networkOf(`${network}:${otherHost}`)).toBe(base);
        expect(networkOf(`${another}:${host}`) === base).toBe(network === another);
      }),
    );
  });
});
