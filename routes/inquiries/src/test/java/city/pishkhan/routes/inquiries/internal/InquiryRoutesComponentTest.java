package city.pishkhan.routes.inquiries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;

class InquiryRoutesComponentTest {
    private final AgencyRegister register = new AgencyRegister();

    private boolean fails;

    /** A framework without published services, which can simulate its shutdown. */
    private final BundleContext bundle = Stubs.intercept(BundleContext.class, (proxy, method, arguments) -> {
        if (fails && method.getName().equals("addServiceListener")) {
            throw new IllegalStateException("no longer valid");
        }
        return null;
    });

    private record File(String agency, String channel, int consumers, int perSecond)
            implements InquiryRoutesComponent.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return InquiryRoutesComponent.Config.class;
        }
    }

    private InquiryRoutesComponent start(String name, String agency, String channel, int consumers) {
        Map<String, Object> properties = Map.of(
                "service.pid",
                "city.pishkhan.agency~" + name,
                "felix.fileinstall.filename",
                "file:/opt/hub/etc/city.pishkhan.agency-" + name + ".cfg");
        return new InquiryRoutesComponent(bundle, properties, register, new File(agency, channel, consumers, 0));
    }

    @Test
    void namesMissingServices() {
        InquiryRoutesComponent gas = start("gas", "gas", "system", 4);
        InquiryRoutesComponent revenue = start("revenue", "revenue", "worklist", 1);
        assertEquals(Set.of("gas", "revenue"), register.missingServices().keySet());
        assertTrue(register.missingServices().get("gas").contains("agency=gas"), "what to look for");
        gas.stop();
        revenue.stop();
        assertEquals(Map.of(), register.missingServices());
    }

    @Test
    void secondFileIsRejectedUntilFirstStops() {
        InquiryRoutesComponent first = start("gas", "gas", "system", 4);
        var refused = assertThrows(IllegalArgumentException.class, () -> start("gas2", "gas", "worklist", 4));
        assertTrue(
                refused.getMessage().contains("gas is already configured by city.pishkhan.agency-gas.cfg"),
                refused.getMessage());
        first.stop();
        start("gas2", "gas", "worklist", 4).stop();
    }

    @ParameterizedTest
    @CsvSource({"Gas, system, 4", "gas, connector, 4", "gas, , 4", "gas, system, 0"})
    void correctedConfigurationStarts(String agency, String channel, int consumers) {
        assertThrows(IllegalArgumentException.class, () -> start("gas", agency, channel, consumers));
        start("gas", "gas", "system", 4).stop();
    }

    @Test
    void failedStartReleasesAgency() {
        fails = true;
        assertThrows(IllegalStateException.class, () -> start("gas", "gas", "system", 4));
        assertEquals(Map.of(), register.missingServices());
        fails = false;
        start("gas", "gas", "system", 4).stop();
    }

    @Test
    void configurationWithoutFileIsNamedByPid() {
        assertEquals(
                "city.pishkhan.agency~fire",
                InquiryRoutesComponent.file(Map.of("service.pid", "city.pishkhan.agency~fire")));
    }
}
