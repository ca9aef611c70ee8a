package city.pishkhan.contracts.office;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One trip through a gateway.
 *
 * @param order our order number at the bank
 * @param state created, started, returned, verifying, verified, settling, settled, failed, reversing, reversed, unknown
 * @param code  the bank's code, if it gave one
 * @param page  where the payer's browser POSTs {@code form}; absent unless started
 */
public record Attempt(
        UUID id, UUID bill, String gateway, long order, String state, String code, URI page, Map<String, String> form) {

    /** All attempts of one bill, oldest first. */
    public record Listing(List<Attempt> items) {}
}
