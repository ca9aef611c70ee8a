package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/** Simulated telephone company. It has the companies' common interface and an older interface of its own. */
public final class TelecomPartner extends UtilityPartner {

    public TelecomPartner() {
        super("telecom", UtilityRules.TELECOM);
    }

    @Override
    public void mount(Site site) throws IOException {
        super.mount(site);
        site.servlet(
                "/v2/requests/*",
                new TelecomServlet(book(), site.credential("key").orElse(null)));
    }
}
