package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.WorklistOfficer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agency's channel is set by one line of its file. Switching it loses no inquiry, and an invalid value is reported. */
@ExtendWith(SharedCityExtension.class)
class AgencyChannelIT {

    private static final String FIRE = "city.pishkhan.agency-fire.cfg";

    private static SharedCity city;
    private static Clerk clerk;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        clerk = city.clerk();
        restorePartners();
    }

    @AfterAll
    static void restorePartners() throws Exception {
        for (String partner : new String[] {"fire", "water", "electricity", "gas"}) {
            city.control(partner, SharedCity.USUAL);
        }
    }

    private static String openAndSubmit() throws Exception {
        return Permits.openAndSubmit(clerk, city.plot(8), 8);
    }

    @Test
    void switchingChannelsLosesNoInquiries() throws Exception {
        city.control("fire", Map.of("down", true));
        String undelivered = openAndSubmit();
        Awaitility.await("the department is not reached").until(() -> {
            for (JsonNode inquiry : clerk.read(undelivered).path("inquiries")) {
                if (inquiry.path("agency").asText().equals("fire")) {
                    return inquiry.path("attempts").asInt() >= 1;
                }
            }
            return false;
        });
        city.switchFireChannel("worklist");
        String listed = openAndSubmit();
        UUID first = Permits.id(Permits.awaitInquiry(clerk, undelivered, "fire", "delivered"));
        UUID second = Permits.id(Permits.awaitInquiry(clerk, listed, "fire", "delivered"));
        city.control("fire", SharedCity.USUAL);
        city.switchFireChannel("system");
        String caseId = openAndSubmit();
        UUID third = Permits.id(Permits.awaitInquiry(clerk, caseId, "fire", "answered"));

        WorklistOfficer people = new WorklistOfficer(city.door("fire-expert"));
        for (String id : List.of(undelivered, listed)) {
            people.answer(people.await(clerk.read(id).path("number").asText()), "approve", "W-1", null);
        }
        for (String id : List.of(undelivered, listed, caseId)) {
            Permits.awaitStage(clerk, id, "duties");
        }
        assertAll(
                () -> assertAnsweredOnce(first),
                () -> assertAnsweredOnce(second),
                () -> assertAnsweredOnce(third),
                () -> assertEquals(0, city.ledger("fire", first).count(), "its people had it, not its system"),
                () -> assertEquals(0, city.ledger("fire", second).count(), "its people had it, not its system"),
                () -> assertEquals(1, city.ledger("fire", third).count(), "its system had it again"));
    }

    private static void assertAnsweredOnce(UUID inquiry) throws Exception {
        assertEquals(
                1,
                city.store()
                        .count(
                                "select count(*) from journal.entry where event = 'inquiry.answered' and details like ?",
                                "%" + inquiry + "%"),
                inquiry::toString);
    }

    /** Health reports an invalid channel value, because no route then consumes the agency's queue. */
    @Test
    void invalidChannelIsReportedWhileHubStaysReady() throws Exception {
        Path file = city.etc().resolve(FIRE);
        String before = Files.readString(file);
        try {
            Files.writeString(file, before.replaceFirst("(?m)^channel *=.*$", "channel = worklst"));
            Awaitility.await("it is told")
                    .until(() -> warning("configuration")
                                    .contains("channel of fire must be system or worklist, not 'worklst'")
                            && warning("agencies").contains("no route sends inquiries to fire department"));
            assertEquals(200, city.adminVisitor().get("/health/ready").status());
        } finally {
            Files.writeString(file, before);
        }
        Awaitility.await("it is well again")
                .until(() -> warning("configuration").isEmpty());
    }

    @Test
    void invalidAgencyFilesAreReported() throws Exception {
        Map<Path, String> files = Map.of(
                file("gas-again"), "agency = gas\nchannel = worklist\n",
                file("parks"), "agency = parks\nchannel = system\nconsumer = 2\n",
                file("ponds"), "agency = ponds\nchannel = system\n",
                file("roads"), "agency = roads\nchannel = system\nconsumers = many\n",
                file("nameless"), "channel = worklist\n");
        try {
            for (Map.Entry<Path, String> one : files.entrySet()) {
                Files.writeString(one.getKey(), one.getValue());
            }
            Awaitility.await("each is told")
                    .untilAsserted(
                            () -> assertAll(
                                    () -> assertWarning(
                                            "configuration",
                                            "agency gas is already configured by city.pishkhan.agency-gas.cfg"),
                                    () -> assertWarning(
                                            "configuration",
                                            "consumers of roads must be a number from 1 to 64, not 'many'"),
                                    () -> assertWarning("configuration", "agency must be a letter"),
                                    () -> assertWarning("channels", "ponds waits for its connector"),
                                    () -> assertWarning(
                                            "configuration-keys",
                                            "city.pishkhan.agency-parks.cfg is rejected, the previous settings stay active: unknown key consumer, the nearest known is consumers")));
            assertEquals(200, city.adminVisitor().get("/health/ready").status());
        } finally {
            for (Path one : files.keySet()) {
                Files.delete(one);
            }
        }
        Awaitility.await("nothing of it stays")
                .until(() -> warning("configuration").isEmpty()
                        && warning("configuration-keys").isEmpty()
                        && warning("channels").isEmpty());
    }

    private static Path file(String name) {
        return city.etc().resolve("city.pishkhan.agency-" + name + ".cfg");
    }

    private static void assertWarning(String check, String words) throws Exception {
        String warning = warning(check);
        assertTrue(warning.contains(words), () -> words + ": " + warning);
    }

    private static String warning(String check) throws Exception {
        return city.adminVisitor()
                .get("/health/ready")
                .json()
                .path("warnings")
                .path(check)
                .asText();
    }
}
