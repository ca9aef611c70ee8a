package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Options;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the planning system with literal messages. */
class PlanningPartnerTest {

    @TempDir
    Path folder;

    private Simulators simulators;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty("planning.user", "hub");
        options.credentials().setProperty("planning.password", "secret");
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port());
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private HttpResponse<String> ask(String code, String login) throws Exception {
        return http.post(
                "/planning",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><GetPlanOrder xmlns='urn:city:planning:orders:1'>"
                        + "<renovationCode>" + code + "</renovationCode></GetPlanOrder></s:Body></s:Envelope>",
                "Content-Type",
                "text/xml;charset=UTF-8",
                "SOAPAction",
                "\"\"",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
    }

    @Test
    void returnsPlanOrder() throws Exception {
        HttpResponse<String> response = ask("2-3-17-4-1-0-0", "hub:secret");
        assertEquals(200, response.statusCode(), response.body());
        for (String part : List.of(
                "use>commercial<",
                "use>residential<",
                "floors>8<",
                "density>480<",
                "landArea>410.00<",
                "owner>0790419904<")) {
            assertTrue(response.body().contains(part), response.body());
        }
    }

    @Test
    void unknownPropertyReturnsFault() throws Exception {
        HttpResponse<String> response = ask("2-3-17-4-1-0-1", "hub:secret");
        assertEquals(500, response.statusCode());
        assertTrue(
                response.body().contains("PropertyUnknown") && response.body().contains("2-3-17-4-1-0-1"),
                response.body());
    }

    @Test
    void requiresValidCodeAndPassword() throws Exception {
        assertFalse(ask("2-3", "hub:secret").body().contains("PropertyUnknown"));
        assertFalse(ask("2-3-17-4-1-0-0", "hub:wrong").body().contains("planOrder"));
    }
}
