package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * What a payer brings to the counter: a slip of the bank, or of the office's card reader.
 *
 * @param gateway   where it was paid, e.g. {@code saman-reader-1204}; absent: at the office's only card reader
 * @param billId    as printed
 * @param paymentId as printed
 * @param reference of the payment at the bank, as printed
 */
public record Slip(@Nullable String gateway, String billId, String paymentId, String reference) {}
