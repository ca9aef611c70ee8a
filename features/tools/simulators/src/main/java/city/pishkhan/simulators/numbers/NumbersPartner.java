package city.pishkhan.simulators.numbers;

import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/**
 * Simulated register of the owners of mobile numbers. Owners are set by the {@code script} of {@code Control}, as
 * {@code {"mobile", "nationalId"}}; the owner of any other number is unknown.
 */
public final class NumbersPartner implements Partner {

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public void mount(Site site) throws IOException {
        site.servlet("/ownership", new NumbersServlet(new Owners(site.ledger(), site.control()), new Login(site)));
    }
}
