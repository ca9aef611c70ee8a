package city.pishkhan.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test a real hub: the distribution, with its own PostgreSQL and Artemis and the simulated partners, as a demo city on free ports,
 * whose rules may change at once. It is started once for all classes of a run, before the first test that has a parameter {@link TestHub},
 * and killed at its end; the end of its log is printed when a test fails. Its settings and data are in {@code target/hub-city}, anew in
 * each run.
 *
 * <p>The distribution is the artifact {@code city.pishkhan:distribution:tar.gz}, unpacked below {@code target/hub} or wherever the system
 * property {@code pishkhan.distribution} says, as the archetypes' projects do it.
 *
 * <p>With {@code -Dpishkhan.city=<folder>} it is the demo city that {@code bin/demo start} of that folder started: tests begin at once, and
 * what they did stays there.
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
