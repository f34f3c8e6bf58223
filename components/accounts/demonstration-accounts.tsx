import type { DemonstrationAccount } from "@/lib/features/accounts/types";

/** The invented people of the demonstration; choosing one hands its e-mail address and password to the form. */
export function DemonstrationAccounts({
  accounts,
  onChosen,
}: {
  accounts: readonly DemonstrationAccount[];
  onChosen: (account: DemonstrationAccount) => void;
}) {
  if (accounts.length === 0) return null;
  return (
    <section aria-labelledby="demonstration-accounts" className="mt-6 border-line border-t pt-5">
      <h3 id="demonstration-accounts">Demonstration accounts</h3>
      <p className="mt-1 text-14 text-muted">
        Choose one to fill in the form. Everybody's password is{" "}
        <code className="text-ink">{accounts[0]?.password}</code>.
      </p>
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              onClick={() => onChosen(account)}
              className="flex min-h-11 w-full cursor-pointer flex-col justify-center px-2 py-1.5 text-left hover:bg-sunken"
            >
              <span className="font-medium text-14 first-letter:uppercase">
                {account.role}
                {account.place && `, ${account.place}`}
              </span>
              <span className="text-13 text-muted">{account.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
