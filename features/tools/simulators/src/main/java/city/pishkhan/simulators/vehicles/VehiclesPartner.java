package city.pishkhan.simulators.vehicles;

import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/**
 * Simulated vehicle registry. Owners are read from the file of vehicles, see {@link Fleet}. Elements
 * {@code {"plate", "nationalId", "name"}} of the {@code script} of {@code Control} add or replace owners.
 */
public final class VehiclesPartner implements Partner {

    @Override
    public String name() {
        return "vehicles";
    }

    @Override
    public void mount(Site site) throws IOException {
        VehiclesServlet servlet = new VehiclesServlet(new Fleet(site.ledger(), site.control()), new Login(site));
        site.servlet("/vehicles", servlet);
        site.servlet("/settlements/*", servlet);
        site.servlet("/ownership", servlet);
    }
}
