package city.pishkhan.contracts.office.payments;

import jakarta.annotation.Nullable;

/**
 * A payment slip of a bank or of the office's card reader, shown at the counter.
 *
 * @param gateway   gateway of the payment, e.g. {@code saman-reader-1204}; absent for the office's only card reader
 * @param billId    bill ID as printed
 * @param paymentId payment ID as printed
 * @param reference printed reference of the payment at the bank
 */
public record Slip(@Nullable String gateway, String billId, String paymentId, String reference) {}
