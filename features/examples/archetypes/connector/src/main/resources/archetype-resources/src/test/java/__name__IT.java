package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.InquiryTrial.Answered;
import city.pishkhan.testkit.junit.HubTest;
import city.pishkhan.testkit.junit.TestHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the bundle in a real hub: a building permit sends an inquiry to the agency, and the answer is sealed. */
@HubTest
class ${name}IT {

    @Test
    void isAskedAndItsAnswerIsSealed(TestHub hub) throws Exception {
        try (${name}Partner partner = new ${name}Partner()) {
            hub.configure("city.pishkhan.${agency}.cfg", Map.of("url", partner.address()));
            hub.deploy(Path.of(System.getProperty("bundle")));
            hub.addAgency("${agency}");
            Answered answered = hub.ask("${agency}");
            assertEquals("approve", answered.inquiry().path("verdict").asText());
            assertTrue(partner.asked().containsKey(answered.inquiry().path("id").asText()));
            assertTrue(hub.awaitSeal(answered).number() > 0);
        }
    }
}
