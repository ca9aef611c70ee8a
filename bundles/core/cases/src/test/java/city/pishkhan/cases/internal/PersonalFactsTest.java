package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.rules.DryRuns;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.simulation.DryRunService;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Handling of a personal fact from the registry's answer until the certificate. It is used in decisions like any fact,
 * and stored, shown, sent and erased like names of people. The facts here are the number and the use of a vehicle; one
 * agency receives them.
 */
class PersonalFactsTest {
    private static final String SERVICE = "vehicle-duty";
    private static final String READ = "citizen.case.read";
    private static final String VIN = "NAAP41FD5AJ123457";
    /** a text that occurs neither in the rules nor in any other stored value */
    private static final String USE = "disability-plate";

    private static final Set<String> PERSONAL = Set.of("vin", "vehicleUse");
    private static final Applicant ALONE = new Applicant("owner", "6622334455", "ماندانا ماندنی", "09371112244");
    private static final Applicant OTHER = new Applicant("co-owner", "6622334455", "ماندانا ماندنی", "09371112244");

    @TempDir
    Path etc;

    private TestStore database;
    private StagedTestRules rules;
    private CasesHarness hub;
    private int plates;

    @BeforeEach
    void start() throws Exception {
        rules = new StagedTestRules(etc);
        rules.replace("vehicle-duty.yaml", "shows: [plate, year]", "shows: [plate, year, vin]");
        database = TestStore.start();
        DataSource source = StatementRecorder.wrap(database.dataSource());
        hub = new CasesHarness(source, (tx, journal) -> rules.open(tx, journal, source));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private void makePersonal() throws Exception {
        rules.replace("vocabulary.yaml", "vin:             {", "vin:             {personal: true, ");
        rules.replace("vocabulary.yaml", "vehicleUse:      {", "vehicleUse:      {personal: true, ");
        rules.enact();
    }

    private UUID open(Applicant... applicants) {
        return hub.cases
                .open(
                        CasesHarness.OFFICE,
                        new OpenCase(SERVICE, "12ب145" + (11 + plates++), List.of(applicants), null, Map.of(), null))
                .id();
    }

    private CaseView view(UUID id) {
        return hub.cases.find(CasesHarness.OFFICE, id);
    }

    private Inquiry asked(UUID id, String agency) {
        UUID inquiry = view(id).inquiries().stream()
                .filter(i -> i.agency().equals(agency))
                .reduce((first, second) -> second)
                .orElseThrow()
                .id();
        return hub.inquiries
                .claim(inquiry)
                .or(() -> hub.inquiries.find(inquiry))
                .orElseThrow();
    }

    private Answer vehicleAnswer(UUID id) {
        long year = PersianDate.of(Instant.now()).year();
        Answer answer = Answer.data(
                asked(id, "vehicles"),
                Map.of(
                        "vin",
                        VIN,
                        "vehicleModel",
                        "dena-plus",
                        "vehicleTitle",
                        "دنا پلاس",
                        "vehicleFuel",
                        "petrol",
                        "vehicleUse",
                        USE,
                        "modelYear",
                        year - 3,
                        "paidThrough",
                        year - 1));
        hub.inquiries.answer(Caller.HUB, answer);
        return answer;
    }

    private UUID openWithDuties(Applicant... applicants) {
        UUID id = open(applicants);
        vehicleAnswer(id);
        assertEquals("duty", view(id).stage());
        return id;
    }

    private void pay(UUID id) {
        hub.payments.pay(id);
        hub.signals.paymentChanged(id);
    }

    private String dump() {
        return hub.tx.required(sql -> String.join("\n", DatabaseDump.dump(sql)));
    }

    private void assertNotInPlainText() {
        String all = dump();
        for (String secret : List.of(VIN, USE)) {
            int at = all.indexOf(secret);
            assertFalse(at >= 0, () -> all.substring(Math.max(0, at - 300), at + 20));
        }
    }

    private String erase(Applicant applicant) {
        Map<String, String> terms = Map.of(
                "person", hub.persons.find(applicant.nationalId()).orElseThrow().toString(), "ground", "asked");
        Approval approval = new Approval(
                Ids.next(),
                "person-erase",
                terms,
                "a reason",
                "asked",
                "legal-1",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null);
        return hub.tx.required(sql -> hub.personErasure.execute(new Caller("legal-2", Set.of("institute")), approval));
    }

    @Test
    void personalFactsAreStoredEncryptedOnly() throws Exception {
        makePersonal();
        UUID id = openWithDuties(PermitCase.OWNER);
        assertNotInPlainText();
        assertEquals(VIN, view(id).facts().get("vin"), "who works on the case sees it");
        assertTrue(
                hub.cases.duties(CasesHarness.OFFICE, id).get(0).why().contains("exempt = ***"),
                "what is computed of it is not told either");

        pay(id);
        assertEquals(PERSONAL, hub.certificates.personal.get(id), "a certificate seals it too");
        Inquiry notice = asked(id, "vehicle-settlement");
        assertEquals(VIN, notice.facts().get("vin"), "it is shown where the procedure says so");
        assertFalse(notice.facts().containsKey("vehicleUse"), "and only that");
        assertEquals(Set.of("plate"), asked(id, "vehicles").facts().keySet());
        hub.inquiries.answer(Caller.HUB, Answer.of(notice, Verdict.APPROVE, null, "V-1"));
        assertEquals("delivery", view(id).stage());
        assertNotInPlainText();
        assertFalse(hub.journal.entries(id).toString().contains("disability"));
    }

    @Test
    void digestsOfPersonalFactsCannotBeGuessed() throws Exception {
        makePersonal();
        UUID id = open(PermitCase.OWNER);
        UUID other = open(PermitCase.OWNER);
        vehicleAnswer(id);
        vehicleAnswer(other);
        List<String> digests = List.of(id, other).stream()
                .map(one -> hub.tx.required(sql -> sql.createQuery(
                                "select answer_digest from cases.inquiry where case_id = ? and agency = 'vehicles'")
                        .bind(0, one)
                        .mapTo(String.class)
                        .one()))
                .toList();
        assertFalse(digests.get(0).equals(digests.get(1)), "the same answer has another digest in another case");
        pay(id);
        assertEquals(plain(asked(id, "vehicles")), asked(id, "vehicles").digest());
        Inquiry notice = asked(id, "vehicle-settlement");
        assertNotEquals(plain(notice), notice.digest(), "who knows the rest of what was asked tries nothing out");
    }

    private static String plain(Inquiry inquiry) {
        return FactsJson.digest(Map.of(
                "agency", inquiry.agency(), "kind", inquiry.kind(), "facts", inquiry.facts(), "sheets", List.of()));
    }

    @Test
    void repeatedAnswerIsAcknowledged() throws Exception {
        makePersonal();
        UUID id = open(PermitCase.OWNER);
        Answer answer = vehicleAnswer(id);
        assertTrue(hub.inquiries.answer(Caller.HUB, answer).repeated());
        Answer different = new Answer(
                answer.inquiry(),
                answer.digest(),
                Verdict.DATA,
                List.of(),
                Map.of("vin", "NAAP41FD5AJ999999"),
                null,
                null,
                null,
                List.of());
        CasesHarness.assertRefused(
                Kind.CONFLICT, "answer.different", () -> hub.inquiries.answer(Caller.HUB, different));
    }

    @Test
    void maskedViewsHidePersonalFacts() throws Exception {
        makePersonal();
        UUID id = openWithDuties(PermitCase.OWNER);
        for (CaseView masked : List.of(hub.cases.find(CasesHarness.OPERATOR, id), hub.watch.find(id))) {
            assertEquals("***", masked.facts().get("vin"));
            assertEquals("***", masked.facts().get("vehicleUse"));
            assertEquals("petrol", masked.facts().get("vehicleFuel"), "the others stay");
            assertFalse(masked.toString().contains(VIN) || masked.toString().contains(USE));
        }
        hub.glass.breakGlass(CasesHarness.OPERATOR, id, "a complaint about the duty");
        assertEquals(VIN, hub.cases.find(CasesHarness.OPERATOR, id).facts().get("vin"), "as names are");
    }

    @Test
    void personalFactsAreMaskedForSeveralApplicants() throws Exception {
        makePersonal();
        UUID alone = openWithDuties(PermitCase.OWNER);
        assertEquals(VIN, seen(alone, PermitCase.OWNER).facts().get("vin"));
        UUID both = openWithDuties(PermitCase.OWNER, OTHER);
        assertEquals("***", seen(both, OTHER).facts().get("vin"));
        assertEquals("***", seen(both, PermitCase.OWNER).facts().get("vin"));
    }

    private CaseView seen(UUID id, Applicant applicant) {
        UUID person = hub.persons.find(applicant.nationalId()).orElseThrow();
        Caller citizen = new Caller(
                "citizen:" + person,
                Set.of(Caller.citizenRole(person, hub.persons.number(person, applicant.mobile()))));
        return hub.citizens.find(citizen, id, READ);
    }

    @Test
    void erasureRemovesPersonalFacts() throws Exception {
        makePersonal();
        UUID id = openWithDuties(PermitCase.OWNER);
        pay(id);
        UUID inquiry = asked(id, "vehicle-settlement").id();
        hub.tx.run(sql -> sql.execute("update cases.case_file set state = 'APPROVED', ended = now() where id = ?", id));
        hub.tx.run(sql -> sql.execute("update cases.inquiry set state = 'WITHDRAWN' where case_id = ?", id));
        hub.payments.pay(id);
        assertEquals("1", erase(PermitCase.OWNER));

        assertFalse(view(id).facts().containsKey("vin"));
        assertEquals("petrol", view(id).facts().get("vehicleFuel"));
        assertFalse(hub.inquiries.find(inquiry).orElseThrow().facts().containsKey("vin"));
        CasesHarness.assertRefused(Kind.CONFLICT, "case.erased", () -> hub.cases.duties(CasesHarness.OFFICE, id));
        assertEquals("petrol", hub.watch.find(id).facts().get("vehicleFuel"));
        hub.tx.run(sql -> assertEquals(
                List.of(true, true),
                sql.createQuery(
                                "select personal_facts = '' from cases.case_file where id = :id union all"
                                        + " select personal_facts = '' from cases.inquiry where case_id = :id and personal_facts is not null")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .list(),
                "not even an old key opens it"));
        assertNotInPlainText();
        assertEquals(List.of(), hub.journal.check(id));
        assertEquals(1, dryRun(rules.staged()).undecided().cases(), "nothing is decided in its place");
    }

    private DryRuns.Result dryRun(String ruleSet) {
        LocalDate today = LocalDate.now(PersianDate.TEHRAN);
        return new DryRunService(hub.store, rules.opened(), 100)
                .run(ruleSet, new DryRuns.Span(today.minusDays(1), today, SERVICE, null));
    }

    @Test
    void dryRunUsesPersonalFactsWithoutShowingThem() throws Exception {
        makePersonal();
        openWithDuties(PermitCase.OWNER);
        rules.replace("data/vehicleduty.yaml", "exemptUses: [", "exemptUses: [" + USE + ", ");
        DryRuns.Result result = dryRun(rules.staged());
        assertEquals(1, result.compared());
        assertEquals(
                1,
                result.duties().stream().filter(d -> d.lowered().cases() == 1).count(),
                result::toString);
        assertFalse(result.toString().contains(VIN));
    }

    @Test
    void logContainsNoPersonalFacts() throws Exception {
        makePersonal();
        PrintStream err = System.err;
        PrintStream out = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (PrintStream all = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            System.setErr(all);
            System.setOut(all);
            UUID id = openWithDuties(PermitCase.OWNER);
            pay(id);
            Inquiry notice = asked(id, "vehicle-settlement");
            // prints the messages as text, because routes and clients may log them
            all.println(notice);
            all.println(vehicleAnswer(open(ALONE)));
            hub.inquiries.recordFailure(notice.id(), "HTTP 500", Instant.now());
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        String logged = log.toString(StandardCharsets.UTF_8);
        assertTrue(logged.contains("vehicle-settlement"), logged);
        assertFalse(logged.contains(VIN) || logged.contains(USE), logged);
    }

    @Test
    void encryptsExistingFactsThatBecomePersonal() throws Exception {
        rules.enact();
        UUID paid = openWithDuties(PermitCase.OWNER);
        pay(paid);
        Inquiry before = asked(paid, "vehicle-settlement");
        UUID erased = openWithDuties(ALONE);
        hub.cases.withdraw(CasesHarness.OFFICE, erased, view(erased).version(), "sold");
        erase(ALONE);
        UUID open = open(PermitCase.OWNER);
        assertTrue(dump().contains(VIN), "it is there to be sealed");
        CaseView old = view(paid);
        hub.personalFacts.sweep(Instant.now());
        assertTrue(dump().contains(VIN), "nothing is personal yet");

        makePersonal();
        hub.personalFacts.sweep(Instant.now());
        vehicleAnswer(open);
        assertEquals(VIN, view(open).facts().get("vin"));
        assertEquals(
                PERSONAL,
                hub.tx.required(sql -> hub.store.find(open).orElseThrow().personal()),
                "a case under older rules keeps what comes to it as those in force say");
        assertTrue(dump().contains(VIN), "another hub may not know yet");

        hub.personalFacts.sweep(Instant.now().plus(Duration.ofMinutes(6)));
        assertNotInPlainText();
        assertTrue(hub.certificates.sealedLater.containsAll(PERSONAL));
        assertEquals(old.facts(), view(paid).facts());
        assertEquals("***", hub.watch.find(paid).facts().get("vin"));
        assertEquals(
                before.facts(), hub.inquiries.find(before.id()).orElseThrow().facts());
        assertFalse(view(erased).facts().containsKey("vin"), "of whom nothing is to be kept");

        UUID inquiry = before.id();
        hub.tx.run(sql -> hub.caseEngine.reevaluate(hub.store.lock(paid), Caller.HUB));
        assertEquals(inquiry, asked(paid, "vehicle-settlement").id(), "nobody is asked anew for that");
        List<String> sent = StatementRecorder.record(
                () -> hub.personalFacts.sweep(Instant.now().plus(Duration.ofMinutes(7))));
        assertTrue(sent.size() <= 2, () -> "which rules are in force, and no more: " + sent);

        rules.replace("vocabulary.yaml", "personal: true, ", "");
        rules.enact();
        hub.personalFacts.sweep(Instant.now().plus(Duration.ofMinutes(8)));
        assertEquals(old.facts(), view(paid).facts());
        assertEquals("***", hub.watch.find(paid).facts().get("vin"), "in that case it stays so");
    }

    @Test
    void personalFactsNeedNoAdditionalStatements() throws Exception {
        rules.enact();
        UUID plain = open(PermitCase.OWNER);
        Answer answer = Answer.data(
                asked(plain, "vehicles"), vehicleAnswer(open(PermitCase.OWNER)).data());
        int statements = StatementRecorder.record(() -> hub.inquiries.answer(Caller.HUB, answer))
                .size();
        makePersonal();
        UUID secret = open(PermitCase.OWNER);
        Answer other = Answer.data(asked(secret, "vehicles"), answer.data());
        assertEquals(
                statements,
                StatementRecorder.record(() -> hub.inquiries.answer(Caller.HUB, other))
                        .size(),
                "one with costs no statement more either");
    }

    private String digestOfOpening(UUID id) {
        return hub.journal.entries(id).stream()
                .filter(entry -> entry.event().equals("case.opened"))
                .map(entry -> (String) FactsJson.map(entry.details()).get("facts"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void statedPersonalFactsAreEncryptedFromOpening() throws Exception {
        rules.replace(
                "vocabulary.yaml",
                "papers:\n",
                "  income: {type: integer, from: request, personal: true,"
                        + " title: {en: income, fa: درآمد}}\n\npapers:\n");
        rules.replace("vehicle-duty.yaml", "asks: []", "asks: [income]");
        rules.replace("vehicle-duty.yaml", "home: true", "home: false");
        rules.enact();
        UUID id = hub.cases
                .open(
                        CasesHarness.OFFICE,
                        new OpenCase(
                                SERVICE,
                                "12ب14571",
                                List.of(PermitCase.OWNER),
                                null,
                                Map.of("income", 918_273_645L),
                                null))
                .id();
        assertEquals(918_273_645L, view(id).facts().get("income"));
        assertEquals("***", hub.watch.find(id).facts().get("income"));
        assertFalse(dump().contains("918273645"));
        assertNotEquals(
                FactsJson.digest(view(id).facts()), digestOfOpening(id), "what is known beside it tries nothing out");
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.value",
                () -> hub.cases.open(
                        CasesHarness.OFFICE,
                        new OpenCase(
                                SERVICE, "12ب14573", List.of(PermitCase.OWNER), null, Map.of("income", "much"), null)));
    }

    @Test
    void certifiedPersonalFactStaysPersonalInLaterCases() throws Exception {
        rules.replace("vehicle-duty.yaml", "asks: []", "asks: []\nrequires: [vehicle-settlement]");
        rules.enact();
        String plate = "12ب14581";
        hub.certificates.issue(
                UUID.randomUUID(),
                "22-1405-0000001-1",
                "vehicle-settlement",
                Map.of("subject", plate, "modelYear", 918_273_645L),
                Set.of());
        rules.replace("vocabulary.yaml", "modelYear:       {", "modelYear:       {personal: true, ");
        rules.enact();
        UUID id = hub.cases
                .open(
                        CasesHarness.OFFICE,
                        new OpenCase(SERVICE, plate, List.of(PermitCase.OWNER), null, Map.of(), null))
                .id();
        assertEquals(918_273_645L, view(id).facts().get("certifiedModelYear"));
        assertFalse(dump().contains("918273645"));
    }
}
