package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartners;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the connector against a test server of the partner, including failures. */
class ${name}ConnectorTest {

    private ${name}Partner partner;
    private ${name}Connector connector;

    @BeforeEach
    void open() throws Exception {
        partner = new ${name}Partner();
        connector = new ${name}Connector(RestPartners.withoutBreaker(new RestPartner.Settings(
                "${agency}", URI.create(partner.address()), "", Duration.ofSeconds(2), Duration.ofSeconds(5), 65_536)));
    }

    @AfterEach
    void close() {
        partner.close();
    }

    @Test
    void anAnswerCitesWhatThePartnerWasShown() {
        Inquiry inquiry = inquiry(4);
        Answer answer = (Answer) connector.ask(inquiry);
        assertEquals(Verdict.APPROVE, answer.verdict());
        assertEquals(inquiry.digest(), answer.digest());
        assertEquals(4, partner.asked().get(inquiry.id().toString()).path("flats").asInt());
    }

    @Test
    void askedAgainItIsTheSameRequest() {
        Inquiry inquiry = inquiry(4);
        assertEquals(connector.ask(inquiry), connector.ask(inquiry));
        assertEquals(1, partner.asked().size());
    }

    @Test
    void whatFailsIsToBeTriedLater() {
        partner.fail(1);
        assertThrows(PartnerUnavailable.class, () -> connector.ask(inquiry(4)));
    }

    @Test
    void whatThePartnerRefusesIsItsWord() {
        PartnerRefused refused = assertThrows(PartnerRefused.class, () -> connector.ask(inquiry(0)));
        assertEquals("NO_FLATS", refused.code());
    }

    @Test
    void aDeploymentFindsAWrongAddress() {
        assertTrue(connector.isHealthy());
        partner.close();
        assertThrows(PartnerUnavailable.class, () -> connector.isHealthy());
    }

    private static Inquiry inquiry(int units) {
        return new Inquiry(
                UUID.randomUUID(),
                "${agency}",
                "building-permit",
                "03-1405-0000001-9",
                "0".repeat(64),
                1,
                Instant.now(),
                null,
                Map.of("property", "3-12-7-40", "units", units),
                List.of(),
                null);
    }
}
