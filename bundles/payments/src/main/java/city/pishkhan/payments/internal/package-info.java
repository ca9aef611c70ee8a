/**
 * Payments from bill to receipt: bills of duties, attempts at the gateways, their confirmation, review and sweep, what becomes of each in
 * ledger and refunds, and the service itself. This sees all the rooms below it; none of them sees this.
 */
package city.pishkhan.payments.internal;
