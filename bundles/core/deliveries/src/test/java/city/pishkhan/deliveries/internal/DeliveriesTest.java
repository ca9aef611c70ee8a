package city.pishkhan.deliveries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries.Choice;
import city.pishkhan.api.certificates.Deliveries.Delivery;
import city.pishkhan.api.certificates.Deliveries.Row;
import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.certificates.Deliveries.Step;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.persistence.TestStore.Sent;
import city.pishkhan.spi.PostalService;
import city.pishkhan.spi.PostalService.Recipient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Deliveries of certificates to applicants. */
class DeliveriesTest {
    private final DeliveriesHarness town = new DeliveriesHarness();
    private final DeliveryService deliveryService = town.deliveryService;

    @AfterEach
    void stop() {
        town.close();
    }

    private static void refused(String code, String field, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        assertEquals(field, refusal.field());
        assertFalse(refusal.persian().isBlank());
    }

    @Test
    void deliversLetterToHome() {
        Delivery chosen = deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.HOME);
        assertEquals(State.ARRANGED, chosen.state());
        assertEquals("1619735744", chosen.choice().postalCode());
        assertTrue(town.db.sent().isEmpty(), "nothing is issued yet");
        town.engine.certified = true;
        town.db.tx().run(sql -> town.engine.deliveryChanged(town.caseId));
        assertEquals(List.of(new Sent("work.delivery", chosen.id())), town.db.sent());

        assertEquals(State.ACCEPTED, town.advance().state());
        Recipient.Home home = (Recipient.Home) town.post.letters.get(0).to();
        assertEquals("خیابان آزادی، پلاک 12", home.address(), "digits in one form");
        assertEquals("1204", town.post.letters.get(0).from());
        assertEquals(chosen.id(), town.post.letters.get(0).id());
        assertEquals(State.ACCEPTED, town.advance().state(), "nothing new");
        assertEquals(
                State.IN_TRANSIT, town.advance(PostalService.Step.IN_TRANSIT).state());
        Delivery there = town.advance(PostalService.Step.DELIVERED);
        assertEquals(State.DELIVERED, there.state());
        assertEquals("همسایه واحد ۲", there.proof().receiver());
        assertEquals("sig-9", there.proof().reference());
        assertNull(there.proof().by());
        assertEquals(
                List.of("accepted", "in-transit", "delivered"),
                there.steps().stream().map(Step::step).toList());
        assertEquals(
                List.of(
                        "delivery.arranged",
                        "delivery.ordered",
                        "delivery.accepted",
                        "delivery.in-transit",
                        "delivery.delivered"),
                town.events());
        assertEquals(State.DELIVERED, town.engine.last());
        assertEquals(List.of(), town.journal.check(town.caseId));
        refused(
                "delivery.done",
                null,
                () -> deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.OFFICE));
    }

    @Test
    void journalAndTableContainNoPersonalData() {
        town.arrange(DeliveriesHarness.HOME);
        town.advance();
        town.advance(PostalService.Step.DELIVERED);
        String said = town.journal.entries(town.caseId).toString();
        String stored = town.db.tx().required(sql -> sql.createQuery(
                        "select row_to_json(d)::text, addressee || address || postal_code"
                                + " || receiver from deliveries.delivery d")
                .map((row, context) -> row.getString(1) + new String(row.getBytes(2), StandardCharsets.UTF_8))
                .one());
        Stream.of("سارا", "آزادی", "1619735744", "همسایه").forEach(word -> {
            assertFalse(said.contains(word), word);
            assertFalse(stored.contains(word), word);
        });
        assertFalse((town.current() + DeliveriesHarness.HOME.toString()).contains("آزادی"));
    }

    @Test
    void deliveryChoiceCanChangeUntilOrdered() {
        deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.OFFICE);
        deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.OTHER);
        assertEquals(State.READY, town.arrange(DeliveriesHarness.OFFICE).state());
        assertEquals(State.ORDERED, town.arrange(DeliveriesHarness.HOME).state());
        refused(
                "delivery.ordered",
                null,
                () -> deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.OFFICE));
        assertEquals(3, town.countEvents("delivery.cancelled"));
        assertTrue(deliveryService
                .listReady(DeliveriesHarness.CLERK, null, 10)
                .items()
                .isEmpty());
    }

    @Test
    void handsOverAgainstNationalIdOfCase() {
        Delivery ready = town.arrange(DeliveriesHarness.OFFICE);
        assertEquals("1204", ready.office());
        List<Row> waiting =
                deliveryService.listReady(DeliveriesHarness.CLERK, null, 10).items();
        assertEquals(List.of(ready.id()), waiting.stream().map(Row::id).toList());
        assertTrue(deliveryService
                .listReady(DeliveriesHarness.ELSEWHERE, null, 10)
                .items()
                .isEmpty());

        refused(
                "delivery.receiver",
                "nationalId",
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), DeliveriesHarness.STRANGER));
        refused(
                "national-id.check-digit",
                "nationalId",
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), "0684159415"));
        refused(
                "delivery.unknown",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.ELSEWHERE, ready.id(), DeliveriesHarness.OWNER));
        refused(
                "delivery.unknown",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, UUID.randomUUID(), DeliveriesHarness.OWNER));
        town.suspended.add("1204");
        refused(
                "access.forbidden",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), DeliveriesHarness.OWNER));
        town.suspended.clear();
        town.engine.kept = town.ids.get(DeliveriesHarness.PROXY);
        refused(
                "authority.scope",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), DeliveriesHarness.PROXY));
        town.engine.kept = null;

        Delivery done = deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), "۰۷۹۰۴۱۹۹۰۴");
        assertEquals(State.HANDED_OVER, done.state());
        assertEquals("proxy", done.proof().role());
        assertEquals("clerk", done.proof().by());
        assertEquals("079****904", done.proof().receiver());
        assertEquals(State.HANDED_OVER, town.engine.last());
        Journal.Entry entry = town.journal.entries(town.caseId).get(2);
        assertEquals("delivery.handed-over", entry.event());
        assertFalse(entry.details().contains("****"), entry.details());
        assertTrue(entry.details().contains("\"role\":\"proxy\""), entry.details());
        refused(
                "delivery.not-ready",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), DeliveriesHarness.OWNER));
    }

    @Test
    void journalProvesReceiver() {
        Delivery ready = town.arrange(DeliveriesHarness.OFFICE);
        deliveryService.handOver(DeliveriesHarness.CLERK, ready.id(), DeliveriesHarness.OWNER);
        DeliveryRow row = town.db
                .tx()
                .required(sql -> DeliveryRepository.find(sql, ready.id()))
                .orElseThrow();
        DeliverySealer deliverySeals = new DeliverySealer(town.vault, town.journal);
        String details = town.journal.entries(town.caseId).get(2).details();
        assertTrue(details.contains(deliverySeals.commitment(row, DeliveriesHarness.OWNER)), details);
        assertFalse(details.contains(deliverySeals.commitment(row, DeliveriesHarness.PROXY)), details);
    }

    @Test
    void handsOverAtOtherOfficeAfterDelivery() {
        Delivery ordered = town.arrange(DeliveriesHarness.OTHER);
        refused(
                "delivery.not-ready",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, ordered.id(), DeliveriesHarness.OWNER));
        town.advance();
        assertEquals(new Recipient.Office("2301"), town.post.letters.get(0).to());
        Delivery there = town.advance(PostalService.Step.DELIVERED);
        assertEquals(State.READY, there.state());
        assertEquals("2301", there.office());
        refused(
                "delivery.unknown",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, there.id(), DeliveriesHarness.OWNER));
        town.suspended.add("2301");
        refused(
                "office.not-contracted",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.ELSEWHERE, there.id(), DeliveriesHarness.OWNER));
        town.suspended.clear();
        assertEquals(
                State.HANDED_OVER,
                deliveryService
                        .handOver(DeliveriesHarness.ELSEWHERE, there.id(), DeliveriesHarness.OWNER)
                        .state());
    }

    @Test
    void returnedLetterIsSentAgainOrHandedOver() {
        town.arrange(DeliveriesHarness.HOME);
        town.advance();
        Delivery back = town.advance(PostalService.Step.RETURNED);
        assertEquals(State.RETURNED, back.state());
        assertEquals("1204", back.office());
        assertEquals(State.RETURNED, town.engine.last());
        assertEquals(
                1,
                deliveryService
                        .listReady(DeliveriesHarness.CLERK, null, 10)
                        .items()
                        .size());

        Delivery again = town.arrange(DeliveriesHarness.HOME);
        assertNotEquals(back.id(), again.id());
        assertEquals(State.ORDERED, again.state());
        refused(
                "delivery.unknown",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, back.id(), DeliveriesHarness.OWNER));
        town.advance();
        assertEquals(2, town.post.letters.size());
        Delivery twice = town.advance(PostalService.Step.RETURNED);
        assertEquals(
                State.HANDED_OVER,
                deliveryService
                        .handOver(DeliveriesHarness.CLERK, twice.id(), DeliveriesHarness.OWNER)
                        .state());
    }

    @Test
    void newDeliveryIsChosenAfterLossOrRefusal() {
        town.arrange(DeliveriesHarness.HOME);
        town.advance();
        Delivery lost = town.advance(PostalService.Step.LOST);
        assertEquals(State.LOST, lost.state());
        assertNull(lost.office());
        town.post.refuses = "postal-code";
        town.arrange(DeliveriesHarness.HOME);
        Delivery refused = town.advance();
        assertEquals(State.REFUSED, refused.state());
        assertEquals("postal-code", refused.note());
        refused(
                "delivery.not-ready",
                null,
                () -> deliveryService.handOver(DeliveriesHarness.CLERK, refused.id(), DeliveriesHarness.OWNER));
        assertEquals(State.READY, town.arrange(DeliveriesHarness.OFFICE).state());
        assertEquals(1, town.countEvents("delivery.lost"));
        assertEquals(1, town.countEvents("delivery.refused"));
    }

    @Test
    void rejectsDeliveryOfEndedCaseOrOtherService() {
        deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.HOME);
        town.db.tx().run(sql -> deliveryService.cancel(town.caseId, "case.withdrawn"));
        assertEquals(State.CANCELLED, town.current().state());
        town.engine.ended = true;
        refused(
                "case.ended",
                null,
                () -> deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.HOME));
        town.engine.ended = false;
        town.engine.offered = false;
        refused(
                "delivery.not-offered",
                null,
                () -> deliveryService.arrange(DeliveriesHarness.CLERK, town.caseId, DeliveriesHarness.HOME));
    }

    @Test
    void validatesEachFieldOfChoice() {
        refused("delivery.way", "way", () -> choose("pigeon", "a", "b", "c", null));
        refused("delivery.way", "way", () -> choose(null, "a", "b", "c", null));
        refused("delivery.addressee", "addressee", () -> choose("home", " ", "خیابان آزادی", "1619735744", null));
        refused("delivery.address", "address", () -> choose("home", "سارا", "خ", "1619735744", null));
        refused("delivery.address", "address", () -> choose("home", "سارا", "x".repeat(301), "1619735744", null));
        refused("postal-code.length", "postalCode", () -> choose("home", "سارا", "خیابان آزادی", null, null));
        refused("postal-code.area", "postalCode", () -> choose("home", "سارا", "خیابان آزادی", "2987654321", null));
        refused("delivery.office", "office", () -> choose("other-office", null, null, null, "9999"));
        refused("delivery.office", "office", () -> choose("other-office", null, null, null, null));
        refused("delivery.own-office", "office", () -> choose("other-office", null, null, null, "1204"));
        Choice clean = choose("home", "سارا", "خیابان آزادی", "۱۶۱۹۷۳۵۷۴۴", "7").choice();
        assertEquals("1619735744", clean.postalCode());
        assertNull(clean.office(), "nothing that its way does not need");
        refused("delivery.state", "state", () -> deliveryService.list("eaten", null, 10));
    }

    private Delivery choose(String way, String addressee, String address, String postalCode, String office) {
        return deliveryService.arrange(
                DeliveriesHarness.CLERK, town.caseId, new Choice(way, addressee, address, postalCode, office));
    }

    @Test
    void erasureRemovesAddress() {
        town.arrange(DeliveriesHarness.HOME);
        town.advance();
        town.advance(PostalService.Step.DELIVERED);
        deliveryService.erase(town.ids.get(DeliveriesHarness.OWNER), DeliveriesHarness.OWNER, List.of(town.caseId));
        Delivery erased = town.current();
        assertEquals(Persons.ERASED, erased.choice().address());
        assertEquals(Persons.ERASED, erased.choice().addressee());
        assertEquals(Persons.ERASED, erased.proof().receiver());
        assertEquals(State.DELIVERED, erased.state());
    }

    @Test
    void rejectsInvalidTransitions() {
        assertThrows(IllegalStateException.class, () -> DeliveryTransitions.move(State.DELIVERED, State.RETURNED));
        assertThrows(IllegalStateException.class, () -> DeliveryTransitions.move(State.ORDERED, State.DELIVERED));
        for (State state : State.values()) {
            assertTrue(!state.isReceived() || DeliveryTransitions.next(state).isEmpty(), state.name());
        }
    }
}
