package city.pishkhan.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Provides a test class with a real hub, started from the demo distribution with its own PostgreSQL and Artemis and the
 * simulated partners. The hub is a demo city on free ports, whose rules can change immediately. It is started once for
 * all classes of a run, before the first test with a parameter {@link TestHub}, and killed at the end of the run. If a
 * test fails, the end of the hub's log is printed. Settings and data are in {@code target/hub-city}, which is recreated
 * in each run.
 *
 * <p>The demo distribution is the artifact {@code city.pishkhan:demo-distribution:tar.gz}, unpacked below
 * {@code target/hub} or in the folder of the system property {@code pishkhan.distribution}, as in the archetypes'
 * projects.
 *
 * <p>With {@code -Dpishkhan.city=<folder>} the tests use the demo city that {@code bin/demo start} in that folder has
 * started. No hub is started then, and the tests' changes to the city remain.
 *
 * <pre>{@code
 * @HubTest
 * class TelecomIT {
 *     @Test
 *     void isAskedAndItsAnswerIsSealed(TestHub hub) throws Exception {
 *         hub.configure("city.pishkhan.telecom.cfg", Map.of("url", "http://127.0.0.1:9000"));
 *         hub.deploy(Path.of("target/telecom-1.0.jar"));
 *         hub.addAgency("telecom");
 *         hub.awaitSeal(hub.ask("telecom"));
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HubTestExtension.class)
public @interface HubTest {}
