package city.pishkhan.numbers.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.NumberOwnership;
import city.pishkhan.spi.PartnerContract;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The register of mobile numbers configured in {@code etc/city.pishkhan.numbers.cfg}, with a REST interface at
 * {@code url}. Personal data is in the body, which proxies do not log:
 *
 * <pre>
 * POST {url}/ownership  {"nationalId", "mobile"}
 *   200                 {"owner": "owned" | "anothers" | "unknown"}
 *   404, 422            {"code"}: number or person unknown
 * </pre>
 */
@PartnerContract(
        name = "number-ownership",
        edition = "1.0",
        title = "Register of owners of mobile numbers",
        file = "city/pishkhan/numbers/contract/number-ownership.openapi.json")
@Component(
        service = NumberOwnership.class,
        configurationPid = "city.pishkhan.numbers",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // short pauses of the circuit breaker, because the sending of a code to a citizen waits for the reply
        property = {"breakerSeconds:Integer=2", "breakerMaxSeconds:Integer=60"})
public final class NumberRegister implements NumberOwnership {
    private final RestPartner register;

    @Activate
    public NumberRegister(RestConnection connection, @Reference RestPartnerRegister partners) {
        this(partners.create("numbers", "the register of numbers", connection));
    }

    NumberRegister(RestPartner register) {
        this.register = register;
    }

    @Override
    public Owner owner(String nationalId, String mobile) {
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
            default -> throw register.invalidReply("an unknown value of owner");
        };
    }
}
