import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { makeWebhookSecret } from "../../src/webhooks/endpoint.ts";
import { signatureHeaders } from "../../src/webhooks/sign.ts";

const payload = JSON.stringify({ type: "lead.submitted", data: { имя: "Анна" } });

describe("the signature of a webhook", () => {
  it("is what a receiver's library takes", () => {
    const secret = makeWebhookSecret();
    const headers = signatureHeaders({ webhookId: "msg_1", payload, now: Date.now() }, [secret]);
    expect(new Webhook(secret).verify(payload, { ...headers })).toEqual(JSON.parse(payload));
  });

  it("is HMAC-SHA256 of id, seconds and body, as the specification has it", () => {
    const key = Buffer.alloc(32, 7);
    const now = Date.UTC(2026, 11, 5);
    const headers = signatureHeaders({ webhookId: "msg_1", payload, now }, [
      `whsec_${key.toString("base64")}`,
    ]);
    const expected = createHmac("sha256", key)
      .update(`msg_1.${now / 1_000}.${payload}`)
      .digest("base64");
    expect(headers).toEqual({
      "webhook-id": "msg_1",
      "webhook-timestamp": String(now / 1_000),
      "webhook-signature": `v1,${expected}`,
    });
  });

  it("contents a receiver with the old secret and one with the new", () => {
    const [old, fresh] = [makeWebhookSecret(), makeWebhookSecret()];
    const headers = {
      ...signatureHeaders({ webhookId: "msg_1", payload, now: Date.now() }, [fresh, old]),
    };
    for (const secret of [old, fresh])
      expect(new Webhook(secret).verify(payload, headers)).toBeDefined();
    expect(() => new Webhook(makeWebhookSecret()).verify(payload, headers)).toThrow(
      "No matching signature",
    );
  });

  it.each([
    ["another body", { payload: "{}" }],
    ["another id", { "webhook-id": "msg_2" }],
    ["a time six minutes ago", { shift: -360_000 }],
    ["a time six minutes ahead", { shift: 360_000 }],
  ])(
    "is refused with %s",
    (_, change: { payload?: string; shift?: number; "webhook-id"?: string }) => {
      const secret = makeWebhookSecret();
      const now = Date.now() + (change.shift ?? 0);
      const headers = { ...signatureHeaders({ webhookId: "msg_1", payload, now }, [secret]) };
      if (change["webhook-id"] !== undefined) headers["webhook-id"] = change["webhook-id"];
      expect(() => new Webhook(secret).verify(change.payload ?? payload, headers)).toThrow();
    },
  );
});
