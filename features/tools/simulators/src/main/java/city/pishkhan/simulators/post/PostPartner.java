package city.pishkhan.simulators.post;

import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Script;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;
import java.time.Clock;

/** Simulated postal service; a letter's state depends only on the time since its order, see {@link Letter}. */
public final class PostPartner implements Partner {

    @Override
    public String name() {
        return "post";
    }

    @Override
    public void mount(Site site) throws IOException {
        Letters letters = new Letters(site.ledger(), Clock.systemUTC());
        PostServlet servlet =
                new PostServlet(letters, new Script(site.control()), site.control()::answerAfterMs, new Login(site));
        site.servlet("/orders/*", servlet);
    }
}
