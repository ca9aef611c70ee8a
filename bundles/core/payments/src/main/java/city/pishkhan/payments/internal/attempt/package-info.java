/**
 * One payment attempt at a bank, from the session to the settled or returned sale. It is a state machine whose rows are stored
 * before every call. {@link AttemptConfirmation} makes the calls. {@link NextCall} decides from the row alone, so the decision is the same
 * after a crash. {@link OutcomeTransitions} applies the bank's answer to the row. {@link BankWithoutInquiryPolicy} replaces the
 * inquiries of a bank that answers none. The permitted transitions are in
 * {@link city.pishkhan.payments.internal.store.AttemptState#next}. Begin with {@link AttemptConfirmation}.
 *
 * <table>
 * <caption>Next call of each state, and the state after the answer</caption>
 * <tr><th>State</th><th>Next call</th><th>Then</th></tr>
 * <tr><td>CREATED</td><td>none; it cannot have been paid</td><td>FAILED after some time</td></tr>
 * <tr><td>STARTED</td><td>inquire; bank without inquiries: request the payer's return if the bank supports that, and wait until a
 * sale would lapse</td><td>not found: FAILED, unless the session is still open; unverified with a reference: VERIFYING; paid according
 * to the bank: RETURNED; lapsed: FAILED</td></tr>
 * <tr><td>RETURNED</td><td>verify the sale that the payer's browser reported as paid; none (on hold) if the bill is closed or the amount
 * differs; otherwise as STARTED</td><td>as VERIFYING</td></tr>
 * <tr><td>VERIFYING</td><td>after a crash: as UNKNOWN</td><td>ok: VERIFIED; already done: VERIFIED if an earlier call is recorded,
 * otherwise on hold; refused or not found: FAILED; money returned: REVERSED; no answer, or too late: UNKNOWN</td></tr>
 * <tr><td>VERIFIED</td><td>settle if the bill is open and there is no hold; otherwise reverse</td><td>at a bank without a settlement
 * call: SETTLED at once, DOUBLE if the bill is paid</td></tr>
 * <tr><td>SETTLING</td><td>settle again</td><td>ok or already done: SETTLED, or DOUBLE; not verified: VERIFYING; money returned:
 * REVERSED; refused, not found or late: UNKNOWN</td></tr>
 * <tr><td>UNKNOWN</td><td>inquire; bank without inquiries: verify again, or wait until the sale lapses</td><td>sale exists and is ours:
 * VERIFIED; not found: FAILED; money returned: REVERSED; no answer, too late to verify, but reversible: REVERSING</td></tr>
 * <tr><td>REVERSING</td><td>reverse; inquire once the bank accepts no more reversals</td><td>ok: REVERSED; not found: FAILED; refused or
 * late: the money is ours (SETTLING, SETTLED or DOUBLE), or on hold for people</td></tr>
 * <tr><td>SETTLED, DOUBLE, REVERSED, FAILED</td><td>none</td><td>changed only by a settlement file or a late return</td></tr>
 * </table>
 */
@NullMarked
package city.pishkhan.payments.internal.attempt;

import org.jspecify.annotations.NullMarked;
