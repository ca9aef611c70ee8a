package city.pishkhan.simulators.olderarchive;

import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/**
 * Simulated older archive: has a deed of two pages and a location map for each property of district 7. In addition to the common faults,
 * elements {@code {"id", "content"}} of {@code script} falsify the content of a sheet: {@code other} (content with another hash),
 * {@code html}, {@code endless}, {@code half} (truncated) or {@code slow} (one byte per 0.1 seconds).
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
