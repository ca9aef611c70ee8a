package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vehicle duty with the shipped rules, from the plate to the registry's confirmation of the payment. */
class VehicleCaseTest {
    private static final String SERVICE = "vehicle-duty";
    private static final long FEE = 150_000;

    @TempDir
    static Path etc;

    private static StagedTestRules rules;
    private static CasesHarness hub;
    private static int plates;

    @BeforeAll
    static void start() throws Exception {
        rules = new StagedTestRules(etc);
        DataSource source = TestStore.start().dataSource();
        hub = new CasesHarness(source, (tx, journal) -> rules.open(tx, journal, source));
        rules.enact();
    }

    private static OpenCase of(String plate, Request request, Map<String, Object> facts) {
        return new OpenCase(SERVICE, plate, List.of(PermitCase.OWNER), request, facts, null);
    }

    private static CaseView opened() {
        return hub.cases.open(CasesHarness.OFFICE, of("12ب145" + (11 + plates++), null, Map.of()));
    }

    private static Inquiry asked(UUID id, String agency) {
        UUID inquiry = hub.cases.find(CasesHarness.OFFICE, id).inquiries().stream()
                .filter(i -> i.agency().equals(agency))
                .reduce((first, second) -> second)
                .orElseThrow()
                .id();
        return hub.inquiries.claim(inquiry).orElseThrow();
    }

    private static CaseView answerVehicle(UUID id, long modelYear, long paidThrough) {
        return answerVehicle(id, "dena-plus", modelYear, paidThrough);
    }

    private static CaseView answerVehicle(UUID id, String model, long modelYear, long paidThrough) {
        Inquiry inquiry = asked(id, "vehicles");
        hub.inquiries.answer(
                Caller.HUB,
                Answer.data(
                        inquiry,
                        Map.of(
                                "vin", "NAAP41FD5AJ123457",
                                "vehicleModel", model,
                                "vehicleTitle", "دنا پلاس",
                                "vehicleFuel", "petrol",
                                "vehicleUse", "private",
                                "modelYear", modelYear,
                                "paidThrough", paidThrough)));
        return hub.cases.find(CasesHarness.OFFICE, id);
    }

    private static void confirmSettlement(UUID id) {
        hub.inquiries.answer(Caller.HUB, Answer.of(asked(id, "vehicle-settlement"), Verdict.APPROVE, null, "V-1"));
    }

    private static int year() {
        return PersianDate.of(Instant.now()).year();
    }

    @Test
    void vehicleCaseRunsFromPlateToSettlement() {
        CaseView view = opened();
        assertEquals(22, view.district(), "the office's");
        assertEquals(List.of("agency:vehicles"), view.waitsFor());
        assertEquals(List.of(), hub.cases.duties(CasesHarness.OFFICE, view.id()));
        assertEquals(
                Map.of("plate", view.subject()), asked(view.id(), "vehicles").facts());

        view = answerVehicle(view.id(), year() - 13, year() - 1);
        assertEquals("duty", view.stage());
        List<DutyLine> lines = hub.cases.duties(CasesHarness.OFFICE, view.id());
        assertEquals(
                List.of(2_000_000L, 600_000L, FEE),
                lines.stream().map(DutyLine::amount).toList());
        assertTrue(
                lines.get(1).why().contains("surcharge = 600000"), lines.get(1).why());
        assertEquals("office-fee", lines.get(2).code());
        assertTrue(
                lines.get(2).why().contains("may charge nothing more"),
                lines.get(2).why());
        assertEquals(2_600_000 + FEE, hub.payments.bills(view.id()).get(0).amount());

        assertEquals(70, hub.payments.debtors.get(view.id()).officeShare());
        UUID id = view.id();
        assertEquals(view.office(), hub.tx.required(sql -> hub.signals.lockAndFindOffice(id)));

        hub.payments.pay(view.id());
        hub.signals.paymentChanged(view.id());
        view = hub.cases.find(CasesHarness.OFFICE, view.id());
        assertEquals("settlement-notice", view.stage());
        assertNotNull(view.certificate(), "the certificate is valid from its issue");
        var content = hub.certificates.findByCase(view.id()).orElseThrow().content();
        assertEquals(view.subject(), content.get("plate"));
        assertEquals("دنا پلاس", content.get("vehicleTitle"));
        assertFalse(content.containsKey("floors"));
        assertEquals(2_600_000L, content.get("amount"), "what the office took is no duty");
        assertEquals(2, ((List<?>) content.get("duties")).size());

        Inquiry notice = asked(view.id(), "vehicle-settlement");
        assertEquals(Map.of("plate", view.subject(), "year", (long) year()), notice.facts());
        confirmSettlement(view.id());
        view = hub.cases.find(CasesHarness.OFFICE, view.id());
        assertEquals(State.OPEN, view.state());
        assertEquals(List.of("delivery:choice"), view.waitsFor());
    }

    @Test
    void chargesOnlyFeeIfNoDutyIsDue() {
        UUID id = opened().id();
        assertEquals("duty", answerVehicle(id, 1400, year()).stage());
        assertEquals(
                List.of(FEE), hub.payments.bills(id).stream().map(Bill::amount).toList());
        hub.payments.pay(id);
        hub.signals.paymentChanged(id);
        assertEquals(0L, hub.certificates.findByCase(id).orElseThrow().content().get("amount"));
        confirmSettlement(id);
        assertEquals("delivery", hub.cases.find(CasesHarness.OFFICE, id).stage());
    }

    @Test
    void unknownTariffSendsBackAndResubmissionAsksAgain() {
        UUID id = opened().id();
        CaseView view = answerVehicle(id, "zeppelin", 1400, year() - 1);
        assertEquals(State.OPEN, view.state());
        assertEquals(List.of("submission"), view.waitsFor());
        assertTrue(view.note().contains("zeppelin"), view.note());
        hub.cases.submit(CasesHarness.OFFICE, id, view.version());
        assertEquals("duty", answerVehicle(id, 1400, year() - 1).stage());
    }

    @Test
    void newMonthIncreasesLateCharge() {
        UUID id = opened().id();
        answerVehicle(id, 1400, year() - 2);
        long before = hub.payments.bills(id).get(0).amount();
        PersianDate today = PersianDate.of(Instant.now());
        PersianDate next = today.month() == 12
                ? new PersianDate(today.year(), 12, 1)
                : new PersianDate(today.year(), today.month() + 1, 1);
        hub.months.sweep(next.atStartOfDay());
        CaseView view = hub.cases.find(CasesHarness.OFFICE, id);
        long open = hub.payments.bills(id).stream()
                .filter(b -> b.state().equals("open"))
                .mapToLong(b -> b.amount())
                .sum();
        if (next.month() > today.month()) {
            assertEquals(before + 40_000, open, "2% of 2,000,000");
            assertEquals((long) next.month(), view.facts().get("month"));
            assertTrue(hub.events(id).contains("facts.changed"));
        }
        long version = view.version();
        hub.months.sweep(next.atStartOfDay());
        assertEquals(version, hub.cases.find(CasesHarness.OFFICE, id).version(), "once a month");

        hub.payments.pay(id);
        hub.signals.paymentChanged(id);
        hub.months.sweep(next.plusDays(70).atStartOfDay());
        assertEquals(
                view.facts().get("month"),
                hub.cases.find(CasesHarness.OFFICE, id).facts().get("month"),
                "paid is paid");
    }

    private static CaseView certified() {
        UUID id = opened().id();
        answerVehicle(id, year() - 13, year() - 1);
        hub.payments.pay(id);
        hub.signals.paymentChanged(id);
        return hub.cases.find(CasesHarness.OFFICE, id);
    }

    private static CaseView openCaseRejectedByRegistry() {
        UUID id = certified().id();
        hub.inquiries.answer(
                Caller.HUB, Answer.of(asked(id, "vehicle-settlement"), Verdict.REJECT, "I know no such plate", null));
        return hub.cases.find(CasesHarness.OFFICE, id);
    }

    @Test
    void registryRejectionKeepsCertificateAndPayment() {
        CaseView view = openCaseRejectedByRegistry();
        assertEquals(State.OPEN, view.state());
        assertEquals("settlement-notice", view.stage());
        assertEquals(List.of("submission"), view.waitsFor());
        assertTrue(view.note().endsWith("I know no such plate"), view.note());
        assertNotNull(view.certificate());
        assertEquals(
                "valid", hub.certificates.findByCase(view.id()).orElseThrow().state());
        assertFalse(hub.payments.refunds.containsKey(view.id()));
        assertFalse(
                hub.journal.entries(view.id()).stream()
                        .filter(e -> e.event().equals("case.sent-back"))
                        .anyMatch(e -> e.details().contains("1204")),
                "no fault of its office's");

        int asked = view.inquiries().size();
        view = hub.cases.submit(CasesHarness.OFFICE, view.id(), view.version());
        assertEquals(List.of("agency:vehicle-settlement"), view.waitsFor());
        assertEquals(asked + 1, view.inquiries().size(), "it is asked anew");
        confirmSettlement(view.id());
        assertEquals("delivery", hub.cases.find(CasesHarness.OFFICE, view.id()).stage());
        assertEquals(List.of(), hub.journal.check(view.id()));
    }

    @Test
    void revocationEndsCaseRejectedByRegistry() {
        CaseView view = openCaseRejectedByRegistry();
        Certificate issued = hub.certificates.findByCase(view.id()).orElseThrow();
        hub.revocation.execute(
                CasesHarness.INSTITUTE,
                new Approval(
                        UUID.randomUUID(),
                        "certificate-revoke",
                        Map.of("code", issued.code()),
                        "because",
                        "asked",
                        "asker",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null,
                        null));
        assertEquals(
                State.REFUSED, hub.cases.find(CasesHarness.OFFICE, view.id()).state());
        assertEquals(CaseEnd.REVOKED, hub.payments.ends.get(view.id()));
        assertEquals(
                "revoked", hub.certificates.findByCase(view.id()).orElseThrow().state());
    }

    @Test
    void missingTariffOfNewYearReturnsCase() throws IOException {
        int next = year() + 1;
        String tariff = "data/vehicletariff/%d.csv";
        rules.remove(tariff.formatted(next));
        rules.enact();
        UUID without = opened().id();
        answerVehicle(without, 1400, year() - 1);
        rules.copy(tariff.formatted(year()), tariff.formatted(next));
        rules.enact();
        UUID with = opened().id();
        answerVehicle(with, 1400, year() - 1);

        hub.months.sweep(new PersianDate(next, 1, 1).atStartOfDay());
        CaseView view = hub.cases.find(CasesHarness.OFFICE, with);
        assertEquals("duty", view.stage());
        assertEquals((long) next, view.facts().get("year"));
        assertEquals(1L, view.facts().get("month"));
        view = hub.cases.find(CasesHarness.OFFICE, without);
        assertEquals(List.of("submission"), view.waitsFor());
        assertTrue(view.note().contains(String.valueOf(next)), view.note());
        assertEquals(
                List.of("cancelled"),
                hub.payments.bills(without).stream().map(Bill::state).toList());
    }

    @Test
    void failedMonthChangeDoesNotBlockOtherCases() {
        UUID broken = opened().id();
        answerVehicle(broken, 1400, year() - 1);
        UUID sound = opened().id();
        answerVehicle(sound, 1400, year() - 1);
        hub.tx.run(sql -> sql.execute("update cases.case_file set service = 'lost' where id = ?", broken));
        PersianDate next = new PersianDate(year() + 1, 1, 1);
        try {
            hub.months.sweep(next.atStartOfDay());
        } finally {
            hub.tx.run(sql -> sql.execute("update cases.case_file set service = ? where id = ?", SERVICE, broken));
        }
        assertEquals(
                (long) next.year(),
                hub.cases.find(CasesHarness.OFFICE, sound).facts().get("year"));
    }

    @Test
    void refundFollowsRulesInForceAtOpening() throws IOException {
        CaseView before = opened();
        rules.replace("vehicle-duty.yaml", "withdrawn: 100", "withdrawn: 40");
        rules.enact();
        CaseView after = opened();
        for (CaseView view : List.of(before, after)) {
            hub.cases.withdraw(CasesHarness.OFFICE, view.id(), view.version(), "sold");
        }
        assertEquals(100, hub.payments.refunds.get(before.id()));
        assertEquals(40, hub.payments.refunds.get(after.id()));
    }

    @Test
    void acceptsOnlyPlateAtOpening() {
        CasesHarness.assertRefused(
                Kind.INVALID, "plate.zero", () -> hub.cases.open(CasesHarness.OFFICE, of("12ب14501", null, Map.of())));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "plate.shape",
                () -> hub.cases.open(CasesHarness.OFFICE, of("22-1-1-1-1-1-1", null, Map.of())));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "request.not-asked",
                () -> hub.cases.open(CasesHarness.OFFICE, of("12ب14599", PermitCase.building(4), Map.of())));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.unknown",
                () -> hub.cases.open(CasesHarness.OFFICE, of("12ب14599", null, Map.of("price", 5))));
        CaseView view = opened();
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.no-building",
                () -> hub.cases.revise(CasesHarness.OFFICE, view.id(), view.version(), PermitCase.building(4), null));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.already-open",
                () -> hub.cases.open(CasesHarness.OFFICE, of(view.subject(), null, Map.of())));
    }
}
