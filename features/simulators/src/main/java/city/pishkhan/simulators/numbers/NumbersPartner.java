package city.pishkhan.simulators.numbers;

import city.pishkhan.simulators.Login;
import city.pishkhan.simulators.Partner;
import city.pishkhan.simulators.Site;
import java.io.IOException;

/**
 * The register of who owns which mobile number, simulated. Who owns what is told at its control: each element of {@code script} is {@code
 * {"mobile", "nationalId"}}; of any other number it knows nothing.
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
