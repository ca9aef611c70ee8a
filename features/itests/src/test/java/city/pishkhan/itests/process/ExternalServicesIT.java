package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.plots.Plots;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database and a broker that run elsewhere take the place of the embedded ones by configuration alone. */
class ExternalServicesIT {

    @Order(1)
    @RegisterExtension
    static final ExternalServers SERVERS = new ExternalServers();

    @Order(2)
    @RegisterExtension
    static final CityExtension CITY = new CityExtension("external", SERVERS::serve);

    @Test
    void aPermitGoesThroughAndSurvivesARestart() throws Exception {
        Plots plots = Plots.read(CITY.city().plots(), 3);
        Journey first = permit(plots);

        assertEquals(1, SERVERS.cases());
        for (String agency : SimulatedPartners.AGENCIES) {
            assertTrue(SERVERS.arrivedAt("inquiry." + agency) > 0, agency + "'s wake-up went through the broker");
        }
        assertFalse(Files.exists(CITY.home().data().resolve("postgres/data")), "no database of its own");
        assertFalse(Files.exists(CITY.home().data().resolve("artemis/journal")), "no broker of its own");

        CITY.hub().stop();
        CITY.hub().start();
        Journey second = permit(plots);
        assertEquals(List.of(), new Checker(CITY).check(List.of(first, second)));
    }

    private static Journey permit(Plots plots) throws Exception {
        return new Journey(CITY, CITY.clerk(), plots.next(plot -> Journey.fits(plot, 8)), 8)
                .begin()
                .finish();
    }
}
