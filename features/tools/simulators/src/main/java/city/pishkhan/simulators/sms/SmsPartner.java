package city.pishkhan.simulators.sms;

import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Script;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/** Simulated SMS provider; all sent messages can be read at {@code /outbox}. */
public final class SmsPartner implements Partner {

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public void mount(Site site) throws IOException {
        Outbox outbox = new Outbox(site.ledger());
        site.servlet("/messages", new SmsServlet(outbox, new Script(site.control()), new Login(site)));
        site.servlet("/outbox", new OutboxServlet(outbox));
    }
}
