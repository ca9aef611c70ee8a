/**
 * One payment attempt at a bank, from the session to the settled or returned sale, as a state machine whose rows are on disk before
 * every call. {@link Confirmation} carries the calls out; {@link NextCall} decides from the row alone, so that whoever comes after a crash
 * decides the same; {@link OutcomeTransitions} says what the bank's answer makes of the row; {@link BankWithoutInquiryPolicy} stands in for the
 * inquiries of a bank that answers none. Which state may follow which says {@link
 * city.pishkhan.payments.internal.store.AttemptState#next}. Begin with {@link Confirmation}.
 *
 * <table>
 * <caption>What comes next, and what the answer makes of it</caption>
 * <tr><th>State</th><th>Next call</th><th>Then</th></tr>
 * <tr><td>CREATED</td><td>none; nobody can have paid</td><td>FAILED when it is abandoned</td></tr>
 * <tr><td>STARTED</td><td>inquire; silent bank: ask what the payer would have brought back where it tells that, and wait until a sale would
 * lapse</td><td>not found: FAILED, unless the page is open still; unverified with a reference: VERIFYING; told that it was paid: RETURNED; lapsed:
 * FAILED</td></tr>
 * <tr><td>RETURNED</td><td>verify what the payer's browser says was paid; nothing (held) where the bill is closed or the amount differs;
 * else as STARTED</td><td>as VERIFYING</td></tr>
 * <tr><td>VERIFYING</td><td>after a crash: as UNKNOWN</td><td>ok: VERIFIED; done before: VERIFIED where an earlier call of ours is on
 * record, else held; refused or not found: FAILED; went back: REVERSED; no word, or too late: UNKNOWN</td></tr>
 * <tr><td>VERIFIED</td><td>settle if the bill is open and nothing is held; else reverse</td><td>at a bank without a settle call: SETTLED
 * at once, DOUBLE if the bill is paid</td></tr>
 * <tr><td>SETTLING</td><td>settle again</td><td>ok or done before: SETTLED, or DOUBLE; not verified: VERIFYING; went back: REVERSED;
 * refused, not found or late: UNKNOWN</td></tr>
 * <tr><td>UNKNOWN</td><td>inquire; silent bank: verify once more, or wait until it lapses</td><td>stands and is ours: VERIFIED; not found:
 * FAILED; went back: REVERSED; still no word and past verifying, but reversible: REVERSING</td></tr>
 * <tr><td>REVERSING</td><td>reverse; inquire once the bank reverses no more</td><td>ok: REVERSED; not found: FAILED; refused or late: the
 * money is ours, SETTLING, SETTLED or DOUBLE, or held for people</td></tr>
 * <tr><td>SETTLED, DOUBLE, REVERSED, FAILED</td><td>none</td><td>only a bank's books or a late return move them</td></tr>
 * </table>
 */
package city.pishkhan.payments.internal.attempt;
