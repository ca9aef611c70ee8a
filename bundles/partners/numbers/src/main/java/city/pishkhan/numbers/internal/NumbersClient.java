package city.pishkhan.numbers.internal;

import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.NumberOwnership.Owner;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Client of the register's REST interface. Personal data is in the body, which proxies do not log:
 *
 * <pre>
 * POST {url}/ownership  {"nationalId", "mobile"}
 *   200                 {"owner": "owned" | "anothers" | "unknown"}
 *   404, 422            {"code"}: number or person unknown
 * </pre>
 */
final class NumbersClient {
    private final RestPartner register;

    NumbersClient(RestPartner register) {
        this.register = register;
    }

    Owner owner(String nationalId, String mobile) {
        RestReply reply = register.call(
                "POST",
                "/ownership",
                null,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("nationalId", nationalId)
                        .put("mobile", mobile));
        if (reply.status() > 299) {
            return Owner.UNKNOWN;
        }
        return switch (reply.text("owner")) {
            case "owned" -> Owner.OWNED;
            case "anothers" -> Owner.ANOTHERS;
            case "unknown" -> Owner.UNKNOWN;
            default -> throw register.rubbish("an unknown value of owner");
        };
    }
}
