package city.pishkhan.simulators.olderarchive;

import city.pishkhan.simulators.Login;
import city.pishkhan.simulators.Partner;
import city.pishkhan.simulators.Site;
import java.io.IOException;

/**
 * An older archive, simulated: of each property of district 7 it has a deed of two pages and a location map. Beside the faults of all partners, each element of
 * {@code script} spoils the bytes of one sheet: {@code {"id", "content"}} with {@code other} (a sheet with another hash), {@code html}, {@code endless},
 * {@code half} (breaks off) or {@code slow} (a byte each tenth of a second).
 */
public final class OlderArchivePartner implements Partner {

    @Override
    public String name() {
        return "older-archive";
    }

    @Override
    public void mount(Site site) throws IOException {
        site.servlet("/sheets/*", new OlderArchiveServlet(site.ledger(), site.control(), new Login(site)));
    }
}
