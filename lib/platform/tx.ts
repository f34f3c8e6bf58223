import "server-only";
import type { Prisma } from "@/generated/prisma/client";
import type { Failure, Result } from "@/lib/kernel/result";
import { db } from "./db";

export type Transaction = Prisma.TransactionClient;

class ReturnedFailure extends Error {
  readonly failure: Failure<string>;

  constructor(failure: Failure<string>) {
    super(failure.code);
    this.failure = failure;
  }
}

/**
 * Runs the work in one transaction and commits only when it answers `ok`. An answered error rolls back just as
 * a thrown one does, so a service may write first and find out later that it must not. Expected errors come
 * back as they were answered; anything thrown is thrown on. No network call belongs in `work`.
 */
export async function withTransaction<T, Code extends string, Details>(
  work: (tx: Transaction) => Promise<Result<T, Code, Details>>,
): Promise<Result<T, Code, Details>> {
  try {
    return await db.$transaction(
      async (tx) => {
        const result = await work(tx);
        if (!result.ok) throw new ReturnedFailure(result.error);
        return result;
      },
      { maxWait: 10_000, timeout: 15_000 },
    );
  } catch (error) {
    if (error instanceof ReturnedFailure) {
      return { ok: false, error: error.failure as Failure<Code, Details> };
    }
    throw error;
  }
}
