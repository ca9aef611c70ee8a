package city.pishkhan.simulators.witness;

import city.pishkhan.simulators.Partner;
import city.pishkhan.simulators.Site;
import java.io.IOException;

/**
 * A body outside that witnesses the hub's seals, simulated: it takes them at {@code /witness/seals}, says what it keeps there, and refuses
 * what contradicts it. The secret is {@code witness.secret} of the credentials, or made up at the first start and left beside the ledger in
 * {@code witness.secret}, for whoever sets up the hub.
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
