package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One trip through a gateway.
 *
 * @param id      of the attempt
 * @param bill    id of the bill that it is to pay
 * @param gateway name of the bank's gateway, e.g. {@code mellat}
 * @param order   our order number at the bank
 * @param state   created, started, returned, verifying, verified, settling, settled, failed, reversing, reversed, unknown, or double
 *                (settled, but the bill was paid or cancelled meanwhile: to be refunded)
 * @param code    the bank's code, if it gave one
 * @param page    where the payer's browser POSTs {@code form}; absent unless started
 * @param form    fields that the browser sends there; empty unless started
 * @param noticeEn what the payer can do now, where that is not plain: the bank took the money and the payer's browser did not come back, or the
 *                 money went back
 * @param noticeFa the same in Persian
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
     * @param items oldest first
     */
    public record Listing(List<Attempt> items) {}
}
