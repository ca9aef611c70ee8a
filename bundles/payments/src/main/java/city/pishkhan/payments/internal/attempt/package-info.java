/**
 * One payment attempt at a bank, from the session to the settled or returned sale. {@link Confirmation} carries out the calls, {@link
 * NextCall} decides the next one. Uses billing and store. Begin with {@link Confirmation}.
 */
package city.pishkhan.payments.internal.attempt;
