package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.InquiryTrial.Answered;
import city.pishkhan.testkit.junit.HubTest;
import city.pishkhan.testkit.junit.TestHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the route file in a real hub: a building permit sends an inquiry to the agency, and the answer is sealed. */
@HubTest
class ${name}RouteIT {

    @Test
    void isAskedAndItsAnswerIsSealed(TestHub hub) throws Exception {
        try (${name}System partner = new ${name}System()) {
            hub.configure("city.pishkhan.route-${agency}.cfg", Map.of("host", partner.host(), "key", "k"));
            hub.deploy(Path.of("src/main/routes/${agency}.camel.yaml"));
            hub.addAgency("${agency}");
            Answered answered = hub.ask("${agency}");
            assertEquals("approve", answered.inquiry().path("verdict").asText());
            assertTrue(partner.asked().containsKey(answered.inquiry().path("id").asText()));
            assertTrue(hub.awaitSeal(answered).number() > 0);
        }
    }
}
