package city.pishkhan.simulators.witness;

import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/**
 * Simulated outside witness of the hub's seals. It accepts seals at {@code /witness/seals}, lists them there, and refuses seals that
 * contradict stored ones. The secret is {@code witness.secret} of the credentials; if it is not set, a secret is generated at the first
 * start and stored in the file {@code witness.secret} in the folder of the ledger.
 */
public final class WitnessPartner implements Partner {

    @Override
    public String name() {
        return "witness";
    }

    @Override
    public void mount(Site site) throws IOException {
        String secret = site.credential("secret").orElse(null);
        Signature signature = new Signature(secret == null ? SecretFile.read(site.file(".secret")) : secret);
        site.servlet("/seals", new SealServlet(new SealBook(site.ledger()), signature, site.control()));
    }
}
