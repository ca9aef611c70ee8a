package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.Site;
import java.io.IOException;

/** The telephone company, simulated: it joined later, so it has the companies' interface, and one of its own from before. */
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
