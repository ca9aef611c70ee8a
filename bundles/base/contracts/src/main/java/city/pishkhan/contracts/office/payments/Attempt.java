package city.pishkhan.contracts.office.payments;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An attempt to pay a bill at a gateway.
 *
 * @param id       id of the attempt
 * @param bill     id of the bill to pay
 * @param gateway  name of the bank's gateway, e.g. {@code mellat}
 * @param order    the hub's order number at the bank
 * @param state    created, started, returned, verifying, verified, settling, settled, failed, reversing, reversed, unknown, or double
 *                 (settled, but the bill was already paid or cancelled: to be refunded)
 * @param code     the bank's result code; absent if the bank gave none
 * @param page     address to which the payer's browser POSTs {@code form}; absent unless started
 * @param form     form fields that the browser sends to {@code page}; empty unless started
 * @param noticeEn advice to the payer in unclear situations: the bank took the money but the browser did not return, or the money was
 *                 returned
 * @param noticeFa the same advice in Persian
 */
public record Attempt(
        UUID id,
        UUID bill,
        String gateway,
        long order,
        @OneOf({
                    "created",
                    "started",
                    "returned",
                    "verifying",
                    "verified",
                    "settling",
                    "settled",
                    "failed",
                    "reversing",
                    "reversed",
                    "unknown",
                    "double"
                })
                String state,
        @Nullable String code,
        @Nullable URI page,
        Map<String, String> form,
        @Nullable String noticeEn,
        @Nullable String noticeFa) {

    /**
     * All attempts of one bill.
     *
     * @param items attempts, oldest first
     */
    public record Listing(List<Attempt> items) {}
}
