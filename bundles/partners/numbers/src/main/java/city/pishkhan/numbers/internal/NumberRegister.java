package city.pishkhan.numbers.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.NumberOwnership;
import city.pishkhan.spi.PartnerContract;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** The register of mobile numbers configured in {@code etc/city.pishkhan.numbers.cfg}; its address is the base of {@code /ownership}. */
@PartnerContract(
        name = "number-ownership",
        edition = "1.0",
        title = "Register of owners of mobile numbers",
        file = "city/pishkhan/numbers/contract/number-ownership.openapi.json")
@Component(
        service = NumberOwnership.class,
        configurationPid = "city.pishkhan.numbers",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // short pauses, because the sending of a code waits for the reply
        property = {"breakerSeconds:Integer=2", "breakerMostSeconds:Integer=60"})
public final class NumberRegister implements NumberOwnership {
    private final NumbersClient client;

    @Activate
    public NumberRegister(RestConnection connection, @Reference RestPartnerRegister partners) {
        client = new NumbersClient(partners.of("numbers", "the register of numbers", connection));
    }

    @Override
    public Owner owner(String nationalId, String mobile) {
        return client.owner(nationalId, mobile);
    }
}
