package city.pishkhan.routes.committee.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Handovers;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.money.LedgerReports;
import city.pishkhan.api.money.Merchants;
import city.pishkhan.api.money.Payouts;
import city.pishkhan.api.money.Refunds;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.DryRuns;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Recertification;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committee door in REST, with services that record their calls. */
class CommitteeRestTest {
    private static final UUID ID = UUID.fromString("01970000-0000-7000-8000-000000000001");
    private static final String DECISIONS = "/committee/v1/decisions";
    private static final String OFFICES = "/committee/v1/offices";
    private static final String DRAFT =
            """
            {"kind":"expose","title":"t","clause":"c","reason":"r","effective":"2026-12-01",
             "terms":{"service":"building-permit","offices":["1204"],"quota":5}}""";

    private final List<Object> calls = new ArrayList<>();
    private TestDoor door;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(new CommitteeDoor(
                new AccessTable(),
                this::tried,
                new TestDoor.Memory(),
                committee(),
                offices(),
                experts(),
                handovers(),
                approvals(),
                this::merchants,
                (by, from, to) -> List.of(new LedgerReports.Line("22", 1, 5, 4, 1, 0, 2, 2)),
                settlements(),
                refunds(),
                payouts(),
                logins(),
                discipline(),
                persons(),
                procedures(),
                texts()));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private DryRuns.Result tried(String ruleSet, DryRuns.Span span) {
        calls.add(ruleSet);
        calls.add(span);
        DryRuns.Tally none = new DryRuns.Tally(0, List.of());
        DryRuns.Tally some = new DryRuns.Tally(312, List.of("22-1405-0000123-2"));
        return new DryRuns.Result(
                ruleSet,
                span,
                4_100,
                4_000,
                List.of(new DryRuns.AgencyLine("inquiries", "fire", 100, 412, some, none, none)),
                List.of(new DryRuns.PaperLine("papers", "deed", 4_000, 4_000, none, none)),
                List.of(new DryRuns.DutyLine("duties", "building", 5, 6, some, none)),
                none,
                none,
                none,
                new DryRuns.Tally(100, List.of()),
                none,
                "d1",
                List.of(new city.pishkhan.api.rules.Remark(
                        city.pishkhan.api.rules.Remark.REMOVED,
                        "gas is asked no more.",
                        "دیگر از گاز استعلام نمی‌شود.")));
    }

    @Test
    void dryRunsRulesOnPastCases() throws Exception {
        String path = "/committee/v1/rules/" + "a".repeat(64) + "/dry-run";
        String body = "{\"from\":\"2026-10-01\",\"until\":\"2026-11-01\",\"district\":7}";
        var tried = door.send("POST", path, "planning planning", body, "Accept-Language", "en");
        assertEquals(200, tried.status(), tried.response().body());
        assertEquals(
                List.of(
                        "a".repeat(64),
                        new DryRuns.Span(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1), null, 7)),
                calls.subList(0, 2));
        assertEquals(
                "312 of 4,000 cases: fire department would have been asked in addition.",
                tried.json().path("says").get(0).asText());
        assertEquals(4, tried.json().path("says").size());
        assertEquals(
                "Removed: gas is asked no more.", tried.json().at("/says/3").asText());
        assertEquals(
                "دیگر از گاز استعلام نمی‌شود.", tried.json().at("/remarks/0/fa").asText());
        assertEquals(312, tried.json().at("/agencies/0/besides/cases").asInt());
        assertEquals(
                "22-1405-0000123-2",
                tried.json().at("/agencies/0/besides/sample/0").asText());
        assertEquals("d1", tried.json().path("digest").asText());
        assertEquals(
                "۳۱۲ از ۴٬۰۰۰ پرونده: از آتش‌نشانی هم استعلام می‌شد.",
                door.send("POST", path, "chair chair", body, "Accept-Language", "fa")
                        .json()
                        .path("says")
                        .get(0)
                        .asText());
        assertEquals(
                "from",
                door.send("POST", path, "chair chair", "{}")
                        .json()
                        .path("field")
                        .asText());
        assertEquals(
                "hash",
                door.send("POST", "/committee/v1/rules/x/dry-run", "chair chair", body)
                        .json()
                        .path("field")
                        .asText());
        assertEquals(403, door.send("POST", path, "clerk office:1204", body).status());
    }

    /** Returns a register with one person. */
    private Persons persons() {
        return fake(Persons.class, (method, args) -> args.contains("0499370899") ? Optional.of(ID) : Optional.empty());
    }

    private static Committee.Decision decision() {
        return new Committee.Decision(
                ID,
                null,
                Committee.Kind.SPECIAL_REQUEST,
                "draft",
                "steering",
                "t",
                "c",
                "r",
                LocalDate.of(2026, 12, 1),
                null,
                new Committee.Terms("building-permit", null, null, "a".repeat(64), null, true, null, null, null, null),
                4,
                List.of("planning-deputy"),
                "planning",
                Instant.EPOCH,
                List.of(new Committee.Vote("planning-deputy", "chair", "yes", null, Instant.EPOCH)),
                null,
                null,
                null);
    }

    private Committee committee() {
        return fake(Committee.class, (method, args) -> switch (method) {
            case "find" -> args.equals(List.of(ID)) ? Optional.of(decision()) : Optional.empty();
            case "findByNumber" -> Optional.of(decision());
            case "list" -> new Page<>(List.of(decision()), "next");
            case "exposures" ->
                List.of(new Committee.Exposure("building-permit", true, List.of(), null, "S-1", Instant.EPOCH, false));
            case "missing" -> List.of();
            case "votingPosition" -> new Committee.VotingPosition("municipality", "chair");
            default -> decision();
        });
    }

    private Offices offices() {
        Offices.Office office = new Offices.Office(
                "1204",
                "دفتر",
                22,
                "contracted",
                new Offices.Contract("C", LocalDate.EPOCH, LocalDate.EPOCH),
                List.of(new Offices.Qualification(ID, "building-permit", "e", "نام", LocalDate.EPOCH, LocalDate.EPOCH)),
                null);
        return fake(Offices.class, (method, args) -> switch (method) {
            case "all" -> List.of(office);
            case "find" -> args.get(0).equals("1204") ? Optional.of(office) : Optional.empty();
            default -> office;
        });
    }

    private Experts experts() {
        Experts.Registered expert = new Experts.Registered(
                ID,
                new Experts.Entry(
                        "نام",
                        "e",
                        List.of("structure"),
                        new Experts.Licence("L-77", LocalDate.EPOCH, LocalDate.EPOCH),
                        "1204",
                        "2301",
                        List.of("tuesday"),
                        null),
                "on-leave",
                List.of(new Experts.Leave(LocalDate.EPOCH, LocalDate.EPOCH)),
                Instant.EPOCH,
                null);
        return fake(Experts.class, (method, args) -> switch (method) {
            case "list" -> new Page<>(List.of(expert), "next");
            case "choices" ->
                new Experts.Choices(
                        List.of(new Procedures.Choice("structure", "Structure", "سازه")),
                        List.of(new Procedures.Choice("saturday", "Saturday", "شنبه")));
            default -> expert;
        });
    }

    @Test
    void instituteMaintainsExpertRegister() throws Exception {
        String path = "/committee/v1/experts";
        String entry = "\"name\":\"n\",\"login\":\"e\",\"disciplines\":[\"structure\"],"
                + "\"licence\":{\"number\":\"L\",\"from\":\"2026-01-01\",\"until\":\"2027-01-01\"},\"office\":\"7\"}";
        String fresh = "{\"nationalId\":\"0499370899\"," + entry;
        assertEquals(403, post("c office:7", path, fresh).status());
        var entered = post("i institute", path, fresh);
        assertEquals(201, entered.status(), entered.response().body());
        assertTrue(entered.header("Location").endsWith(path + "/" + ID));
        assertTrue(calls.toString().contains("Entry[e at 7]"), calls.toString());
        assertFalse(entered.response().body().contains("0499370899"));
        assertEquals(
                "{\"disciplines\":[{\"code\":\"structure\",\"titleEn\":\"Structure\",\"titleFa\":\"سازه\"}],"
                        + "\"weekdays\":[{\"code\":\"saturday\",\"titleEn\":\"Saturday\",\"titleFa\":\"شنبه\"}]}",
                door.send("GET", "/committee/v1/expert-choices", "i institute", (String) null)
                        .response()
                        .body());
        assertEquals(
                200,
                post("i institute", path + "/" + ID + "/changes", "{" + entry).status());
        assertEquals(
                200,
                post("i institute", path + "/" + ID + "/leaves", "{\"from\":\"2026-01-01\"}")
                        .status());
        assertEquals(
                200,
                post("i institute", path + "/" + ID + "/end", "{\"reason\":\"r\"}")
                        .status());
        assertEquals(
                404, post("i institute", path + "/x/end", "{\"reason\":\"r\"}").status());
        for (String wrong : List.of("[null]", "\"structure\"")) {
            assertNotEquals(
                    201,
                    post("i institute", path, fresh.replace("[\"structure\"]", wrong))
                            .status(),
                    wrong);
        }
        var list = door.send("GET", path + "?office=1204", "o oversight", (String) null);
        assertEquals("next", list.json().path("next").asText());
        assertEquals("نام", list.json().at("/items/0/name").asText());
        assertEquals("tuesday", list.json().at("/items/0/secondDays/0").asText());
        var masked = door.send("GET", path + "/" + ID, "operator operator", (String) null);
        assertEquals("on-leave", masked.json().path("state").asText());
        assertFalse(masked.response().body().contains("نام"));
        assertFalse(masked.response().body().contains("L-77"));
        assertEquals(
                403, door.send("GET", path, "clerk office:1204", (String) null).status());
    }

    private Handovers handovers() {
        return fake(
                Handovers.class,
                (method, args) -> new Handovers.Handover(
                        ID,
                        "1204",
                        "1300",
                        true,
                        1,
                        List.of(new Handovers.RemainingCase("22-1405-0000123-2", "office.fit")),
                        "institute",
                        Instant.EPOCH,
                        null));
    }

    private Discipline discipline() {
        Discipline.Complaint complaint = new Discipline.Complaint(
                ID,
                "hearing",
                new Discipline.Party("office", "1204"),
                null,
                null,
                null,
                null,
                "text",
                Instant.EPOCH,
                "charge",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(new Discipline.Sanction(
                        ID,
                        "D-1",
                        "suspend",
                        true,
                        Instant.EPOCH,
                        LocalDate.EPOCH,
                        LocalDate.EPOCH,
                        new Discipline.Appeal("why", "clerk", Instant.EPOCH, null, null))));
        // complaint without a party's name, about an unknown case
        Discipline.Complaint nobodys = new Discipline.Complaint(
                ID,
                "received",
                new Discipline.Party("office", null),
                null,
                null,
                null,
                null,
                "text",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of());
        return fake(Discipline.class, (method, args) -> switch (method) {
            case "list" -> new Page<>(List.of(complaint, nobodys), null);
            case "hearings", "appeals" -> List.of(complaint);
            default -> complaint;
        });
    }

    @SuppressWarnings("unchecked")
    private Approvals approvals() {
        Approvals.Approval asked = asked("certificate-revoke", Map.of("code", "C-1"), "a reason");
        return fake(Approvals.class, (method, args) -> switch (method) {
            case "list" -> List.of(asked);
            case "find" -> Optional.of(asked);
            case "request" -> asked((String) args.get(1), (Map<String, String>) args.get(2), (String) args.get(3));
            default -> asked;
        });
    }

    private static Approvals.Approval asked(String act, Map<String, String> terms, String reason) {
        return new Approvals.Approval(
                ID, act, terms, reason, "asked", "i", Instant.EPOCH, Instant.EPOCH, null, null, null);
    }

    private List<Merchants.Account> merchants() {
        return List.of(
                account("mellat", true, "waiting"),
                account("saman", true, "asked"),
                account("old", false, "waiting"),
                account("post", true, "approved"),
                account("gone", true, "withdrawn"));
    }

    private static Merchants.Account account(String gateway, boolean here, String state) {
        return new Merchants.Account(
                gateway, "4711", "a".repeat(64), Map.of("url", "https://bank"), here, state, null, null, null);
    }

    @Test
    void operatorRequestsArchiveDisposal() throws Exception {
        String list = "01970000-0000-7000-8000-000000000000";
        String path = "/committee/v1/archive-disposals/" + list + "/approval";
        String body = "{\"number\":\"1404/2117\",\"authority\":\"National Archives\",\"reason\":\"kept long enough\"}";
        var asked = post("o operator", path, body);
        assertEquals(201, asked.status(), asked.response().body());
        assertEquals("archive-dispose", asked.json().path("act").asText());
        assertEquals(list, asked.json().at("/terms/list").asText());
        assertEquals("1404/2117", asked.json().at("/terms/number").asText());
        assertEquals("National Archives", asked.json().at("/terms/authority").asText());
        assertEquals(403, post("i institute", path, body).status());
        assertEquals(422, post("o operator", path, "{}").status());
        assertEquals(404, post("o operator", path.replace(list, "none"), body).status());
    }

    @Test
    void merchantAccountNeedsTwoTreasuryApprovals() throws Exception {
        String path = "/committee/v1/merchants/mellat/4711/";
        String body = "{\"fingerprint\":\"" + "A".repeat(64) + "\",\"reason\":\"as the contract says\"}";
        var asked = post("t treasury", path + "approval", body);
        assertEquals(201, asked.status(), asked.response().body());
        assertTrue(asked.header("Location").endsWith("/committee/v1/approvals/" + ID));
        assertEquals("merchant-account", asked.json().path("act").asText());
        assertEquals(
                Map.of("gateway", "mellat", "terminal", "4711", "fingerprint", "a".repeat(64))
                        .toString(),
                Map.of(
                                "gateway", asked.json().at("/terms/gateway").asText(),
                                "terminal", asked.json().at("/terms/terminal").asText(),
                                "fingerprint",
                                        asked.json().at("/terms/fingerprint").asText())
                        .toString());
        assertEquals(
                "merchant-withdraw",
                post("t treasury", path + "withdrawal", body).json().path("act").asText());
        for (String kind : List.of("approval", "withdrawal")) {
            assertEquals(403, post("o operator", path + kind, body).status());
            assertEquals(422, post("t treasury", path + kind, "{}").status());
            assertEquals(
                    "sha256.shape",
                    post("t treasury", path + kind, "{\"fingerprint\":\"x\",\"reason\":\"as agreed\"}")
                            .json()
                            .path("code")
                            .asText());
        }
        for (String login : List.of("t treasury", "x oversight", "o operator")) {
            var list = door.send("GET", "/committee/v1/merchants", login, (String) null);
            assertEquals(200, list.status());
            assertEquals("waiting", list.json().at("/items/0/state").asText());
            assertEquals("https://bank", list.json().at("/items/0/terms/url").asText());
        }
        assertEquals(
                403,
                door.send("GET", "/committee/v1/merchants", "i institute", (String) null)
                        .status());
    }

    private Settlements settlements() {
        return new Settlements() {
            private final Difference one = new Difference(
                    ID,
                    "amount",
                    "mellat",
                    "4711",
                    "175",
                    17L,
                    5_000L,
                    4_000L,
                    "0904.csv",
                    2,
                    Instant.EPOCH,
                    null,
                    null);

            @Override
            public ImportedContent importFile(Format format, String name, byte[] content) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Page<File> files(String cursor, int limit) {
                return new Page<>(
                        List.of(new File(ID, "mellat", "0904.csv", Instant.EPOCH, 6, 60_000L, 3, 2, 1, "taken")),
                        "more");
            }

            @Override
            public Page<Difference> differences(boolean open, String cursor, int limit) {
                return new Page<>(open ? List.of(one) : List.of(one, one), null);
            }

            @Override
            public long countOpen() {
                return 1;
            }

            @Override
            public Difference explain(Caller caller, UUID id, String explanation) {
                calls.add(explanation);
                return one;
            }
        };
    }

    private Refunds refunds() {
        return new Refunds() {
            private Refund one(String state) {
                return new Refund(
                        ID,
                        "double",
                        ID,
                        "22-1405-000017-3",
                        5_000,
                        "mellat",
                        "4711",
                        "175",
                        state,
                        Instant.EPOCH,
                        "IR82…",
                        "a".repeat(64),
                        null);
            }

            @Override
            public Page<Refund> list(String state, String cursor, int limit) {
                return new Page<>(List.of(one(state == null ? "due" : state)), null);
            }

            @Override
            public Refund setAccount(Caller caller, UUID id, Iban iban, String holder) {
                calls.add(holder);
                return one("due");
            }

            @Override
            public List<Order> orders(Caller caller) {
                return List.of(new Order(
                        ID, "22-1405-000017-3", 5_000, Iban.parse("IR820540102680020817909002"), "=cmd \"x\""));
            }

            @Override
            public Refund recordPaid(Caller caller, UUID id, String reference) {
                calls.add(reference);
                return one("done");
            }
        };
    }

    private Payouts payouts() {
        Payouts.Payout one = new Payouts.Payout(
                ID, "1204", 420_000, 1, "due", Instant.EPOCH, "mellat", "4711", "IR82…", "a".repeat(64), null);
        Payouts.Order order = new Payouts.Order(
                ID, "1204", 420_000, "mellat", "4711", Iban.parse("IR820540102680020817909002"), "@office");
        return fake(Payouts.class, (method, args) -> switch (method) {
            case "list" -> new Page<>(List.of(one), null);
            case "orders" -> List.of(order);
            default -> one;
        });
    }

    @Test
    void officePayoutNeedsTwoTreasuryPeople() throws Exception {
        String payouts = "/committee/v1/payouts";
        var gathered = post("t treasury", payouts, "{\"office\":\"1204\"}");
        assertEquals(201, gathered.status(), gathered.response().body());
        assertEquals(420_000, gathered.json().path("amount").asLong());
        assertTrue(calls.contains("create[1204]"), calls.toString());
        assertEquals(422, post("t treasury", payouts, "{}").status());
        assertEquals(403, post("o operator", payouts, "{\"office\":\"1204\"}").status());
        assertEquals(
                1,
                door.send("GET", payouts + "?state=due", "v oversight", (String) null)
                        .json()
                        .path("items")
                        .size());
        String body = "{\"iban\":\"IR820540102680020817909002\",\"holder\":\"دفتر\",\"gateway\":\"mellat\","
                + "\"terminal\":\"4711\",\"reason\":\"fees of Azar\"}";
        var asked = post("t treasury", payouts + "/" + ID + "/order", body);
        assertEquals(201, asked.status(), asked.response().body());
        assertEquals("payout", asked.json().path("act").asText());
        assertTrue(calls.contains("setAccounts[4711]"), calls.toString());
        for (String left : List.of("\"gateway\":\"mellat\",", "\"terminal\":\"4711\",", "\"holder\":\"دفتر\",")) {
            assertEquals(
                    422,
                    post("t treasury", payouts + "/" + ID + "/order", body.replace(left, ""))
                            .status(),
                    left);
        }
        assertEquals(
                "\uFEFFpayout,office,amount,gateway,terminal,iban,holder\r\n" + ID
                        + ",1204,420000,mellat,4711,IR820540102680020817909002,'@office\r\n",
                door.send("GET", "/committee/v1/payout-orders.csv", "t treasury", (String) null)
                        .response()
                        .body());
        assertEquals(
                403,
                door.send("GET", "/committee/v1/payout-orders.csv", "v oversight", (String) null)
                        .status());
        assertEquals(
                200,
                post("t treasury", payouts + "/" + ID + "/completion", "{\"reference\":\"B-1\"}")
                        .status());
        assertTrue(calls.contains("recordPaid[B-1]"), calls.toString());
    }

    @Test
    void bankCorrectionsNeedTwoTreasuryPeople() throws Exception {
        String why = "{\"reason\":\"the bank's letter 42/1405\"}";
        String sale = "{\"gateway\":\"mellat\",\"terminal\":\"4711\",\"reference\":\"77\",\"reason\":\"letter 42\"}";
        Map<String, String> asks = Map.of(
                "/committee/v1/settlement-files/" + ID + "/withdrawal",
                "settlement-withdraw",
                "/committee/v1/settlement-differences/" + ID + "/reversal",
                "booking-reverse",
                "/committee/v1/payments/take-back",
                "payment-take-back");
        for (Map.Entry<String, String> ask : asks.entrySet()) {
            String body = ask.getKey().contains("payments") ? sale : why;
            var asked = post("t treasury", ask.getKey(), body);
            assertEquals(201, asked.status(), asked.response().body());
            assertEquals(ask.getValue(), asked.json().path("act").asText());
            assertEquals(422, post("t treasury", ask.getKey(), "{}").status());
            assertEquals(403, post("o operator", ask.getKey(), body).status());
        }
        assertEquals(
                "77",
                post("t treasury", "/committee/v1/payments/take-back", sale)
                        .json()
                        .at("/terms/reference")
                        .asText());
    }

    @Test
    void refundOrderNeedsTwoTreasuryPeople() throws Exception {
        String refund = "/committee/v1/refunds/" + ID;
        assertEquals(
                "ordered",
                door.send("GET", "/committee/v1/refunds?state=ordered", "o operator", (String) null)
                        .json()
                        .at("/items/0/state")
                        .asText());
        String body = "{\"iban\":\"IR820540102680020817909002\",\"holder\":\"مریم رضایی\",\"reason\":\"paid twice\"}";
        var asked = post("t treasury", refund + "/order", body);
        assertEquals(201, asked.status(), asked.response().body());
        assertEquals("refund", asked.json().path("act").asText());
        assertTrue(calls.contains("مریم رضایی"));
        var wrong = post("t treasury", refund + "/order", body.replace("9002", "9003"));
        assertEquals(422, wrong.status());
        assertEquals(403, post("o operator", refund + "/order", body).status());
        assertEquals(
                "\uFEFFrefund,case,amount,iban,holder\r\n" + ID
                        + ",22-1405-000017-3,5000,IR820540102680020817909002,\"'=cmd \"\"x\"\"\"\r\n",
                door.send("GET", "/committee/v1/refund-orders.csv", "t treasury", (String) null)
                        .response()
                        .body());
        assertEquals(
                403,
                door.send("GET", "/committee/v1/refund-orders.csv", "v oversight", (String) null)
                        .status());
        assertEquals(
                200,
                post("t treasury", refund + "/completion", "{\"reference\":\"B-1\"}")
                        .status());
        assertTrue(calls.contains("B-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offices.csv | i institute | دفتر | pishkhan-offices",
                "experts.csv?office=1204 | i institute | نام | pishkhan-experts",
                "complaints.csv?state=hearing&party=office | d discipline | طرف شکایت | pishkhan-complaints",
                "merchants.csv | t treasury | درگاه | pishkhan-merchants",
                "refunds.csv?state=ordered | t treasury | پرونده | pishkhan-refunds-list",
                "payouts.csv?state=ordered | t treasury | دفتر | pishkhan-payouts-list",
                "settlement-differences.csv?open=false | t treasury | مغایرت | pishkhan-settlement-differences"
            })
    void exportsListsAsCsvInReaderLanguage(String path, String login, String first, String file) throws Exception {
        var persian = door.send("GET", "/committee/v1/" + path, login, (String) null, "Accept-Language", "fa");
        assertEquals(200, persian.status(), persian.response().body());
        assertTrue(persian.header("Content-Type").startsWith("text/csv"));
        assertTrue(
                persian.header("Content-Disposition").contains(file + ".csv"), persian.header("Content-Disposition"));
        List<String> lines = persian.response().body().lines().toList();
        assertTrue(lines.get(0).startsWith("\uFEFF" + first + ","), lines.get(0));
        assertTrue(lines.size() > 1, lines.toString());
        assertTrue(lines.get(1).matches(".*[\u0600-\u06FF].*"), lines.get(1));
        var english = door.send("GET", "/committee/v1/" + path, login, (String) null, "Accept-Language", "en");
        assertTrue(
                english.response().body().lines().findFirst().orElseThrow().matches("\uFEFF[A-Za-z0-9 (),-]+"),
                english.response().body());
        assertEquals(
                403,
                door.send("GET", "/committee/v1/" + path, "x district:22", (String) null)
                        .status());
        String bare = path.replaceFirst("\\?.*", "");
        assertEquals(
                "request.unknown-parameter",
                door.send("GET", "/committee/v1/" + bare + "?cursor=x", login, (String) null)
                        .code());
    }

    @Test
    void csvExportsReportTruncationAndMaskValues() throws Exception {
        var endless =
                door.send("GET", "/committee/v1/experts.csv", "i institute", (String) null, "Accept-Language", "fa");
        List<String> lines = endless.response().body().lines().toList();
        // the last line contains the maximum number of pages, because the fake's list never ends
        assertTrue(lines.get(lines.size() - 1).contains("۵۰"), lines.get(lines.size() - 1));
        assertEquals(1 + 50 + 1, lines.size());
        assertTrue(lines.get(1).startsWith("نام,e,"), lines.get(1));
        var hidden = door.send("GET", "/committee/v1/experts.csv", "o operator", (String) null);
        assertEquals(200, hidden.status(), hidden.response().body());
        assertFalse(hidden.response().body().contains("L-77"), hidden.response().body());
        assertEquals(
                422,
                door.send("GET", "/committee/v1/refunds.csv?state=lost", "t treasury", (String) null)
                        .status());
        assertEquals(
                3,
                door.send("GET", "/committee/v1/settlement-differences.csv?open=false", "t treasury", (String) null)
                        .response()
                        .body()
                        .lines()
                        .count(),
                "those that are explained too");
    }

    @Test
    void treasuryReadsLedgerReport() throws Exception {
        String ledger = "/committee/v1/ledger";
        for (String login : List.of("t treasury", "v oversight", "o operator")) {
            var report = door.send("GET", ledger + "?by=district&from=2026-03-21&to=2026-04-20", login, (String) null);
            assertEquals(200, report.status(), report.response().body());
            assertEquals("2026-03-21", report.json().path("from").asText());
            assertEquals(5, report.json().at("/lines/0/bank").asLong());
        }
        assertEquals(
                "\uFEFFdistrict,receipts,bank,income,refunds,unexplained,offices,expenses\r\n22,1,5,4,1,0,2,2\r\n",
                door.send("GET", ledger + ".csv?by=district", "t treasury", (String) null)
                        .response()
                        .body());
        assertEquals(
                403,
                door.send("GET", ledger + "?by=day", "i institute", (String) null)
                        .status());
        for (String wrong : List.of("", "?by=payer", "?by=day&from=yesterday", "?by=day&to=0026-01-01")) {
            assertEquals(
                    422,
                    door.send("GET", ledger + wrong, "t treasury", (String) null)
                            .status(),
                    wrong);
        }
    }

    @Test
    void treasuryExplainsSettlementDifferences() throws Exception {
        String path = "/committee/v1/settlement-differences";
        var files = door.send("GET", "/committee/v1/settlement-files", "o operator", (String) null)
                .json();
        assertEquals("more", files.path("next").asText());
        assertEquals(
                List.of(6, 60_000, 3, 2, 1),
                List.of("lines", "total", "matched", "different", "pending").stream()
                        .map(field -> files.at("/items/0").path(field).asInt())
                        .toList());
        assertEquals(
                403,
                door.send("GET", "/committee/v1/settlement-files", "i institute", (String) null)
                        .status());
        var list = door.send("GET", path, "o operator", (String) null);
        assertEquals(1, list.json().path("items").size());
        assertEquals(4_000, list.json().at("/items/0/banks").asLong());
        assertEquals(
                2,
                door.send("GET", path + "?open=false", "o operator", (String) null)
                        .json()
                        .path("items")
                        .size());
        String explanation = path + "/" + ID + "/explanation";
        assertEquals(
                200,
                post("t treasury", explanation, "{\"explanation\":\"a fee\"}").status());
        assertTrue(calls.contains("a fee"));
        assertEquals(422, post("t treasury", explanation, "{}").status());
        assertEquals(
                403,
                post("o operator", explanation, "{\"explanation\":\"a fee\"}").status());
        assertEquals(
                "1 difference from the banks' settlement files has no explanation yet",
                HealthWarning.join(new SettlementHealthCheck(settlements()).warnings()));
    }

    @Test
    void warnsOfUnusableMerchantAccounts() {
        MerchantCheck check = new MerchantCheck(this::merchants);
        assertEquals(Optional.empty(), check.problem());
        assertEquals(
                "merchant account mellat/4711 waits for approval by two people of the treasury; "
                        + "merchant account saman/4711 waits for approval by a second person of the treasury; "
                        + "merchant account gone/4711 is withdrawn",
                HealthWarning.join(check.warnings()));
        assertEquals(List.of(), new MerchantCheck(() -> List.of(account("post", true, "approved"))).warnings());
    }

    private Recertification logins() {
        Recertification.Login clerk =
                new Recertification.Login("clerk", Set.of("office:1204"), "a.users", null, null, true);
        return fake(Recertification.class, (method, args) -> method.equals("list") ? List.of(clerk) : clerk);
    }

    private Procedures procedures() {
        return fake(
                Procedures.class,
                (method, args) -> method.equals("problems")
                        ? List.of("x:1:2: wrong")
                        : List.of(new Procedures.Version("h", 1, "in-force", Instant.EPOCH, "chair", "S-1")));
    }

    private RuleTexts texts() {
        return fake(RuleTexts.class, (method, args) -> switch (method) {
            case "enacted" -> List.of();
            case "candidateText" ->
                new RuleTexts.Text(
                        args.get(0).toString(),
                        0,
                        List.of(),
                        List.of(new RuleTexts.Table(
                                "agencies",
                                "Agencies",
                                "دستگاه‌ها",
                                "agencies.dmn",
                                "COLLECT",
                                null,
                                null,
                                Set.of("floors"),
                                List.of(),
                                List.of(new RuleTexts.Column("floors", "طبقات", "floors")),
                                List.of(new RuleTexts.Column("agency", "دستگاه", "agency")),
                                List.of(new RuleTexts.Rule(
                                        "fire-1",
                                        "fire asked",
                                        List.of("> 6"),
                                        List.of("\"fire\"", "a + b", "\"بیش از \" + string(floors) + \" طبقه\""))))),
                        List.of(),
                        List.of(),
                        List.of(new RuleTexts.Word("fire", "fire department", "آتش‌نشانی")),
                        Map.of(),
                        new RuleTexts.Calendar(
                                "c",
                                LocalDate.EPOCH,
                                LocalDate.EPOCH,
                                Set.of(),
                                LocalTime.NOON,
                                LocalTime.NOON,
                                Set.of(),
                                null,
                                null,
                                List.of()),
                        List.of());
            default -> Optional.empty();
        });
    }

    @Test
    void showsStagedRuleSet() throws Exception {
        String path = "/committee/v1/rules/" + "a".repeat(64);
        var shown = door.send("GET", path, "chair chair", (String) null);
        assertEquals(200, shown.status(), shown.response().body());
        var text = shown.json();
        assertEquals("بیشتر از ۶", text.at("/tables/0/rules/0/testsFa/0").asText());
        assertEquals("آتش‌نشانی", text.at("/tables/0/rules/0/valuesFa/0").asText());
        assertEquals(
                "بیش از (floors) طبقه", text.at("/tables/0/rules/0/valuesFa/2").asText());
        assertEquals("a + b", text.at("/tables/0/rules/0/valuesFa/1").asText());
        assertEquals(
                404,
                door.send("GET", "/committee/v1/rules/none", "chair chair", (String) null)
                        .status());
        assertEquals(
                403, door.send("GET", path, "treasury treasury", (String) null).status());
    }

    @Test
    void decisionNamesCallerSeatAndSigner() throws Exception {
        var one = door.send("GET", DECISIONS + "/" + ID, "committee-2 committee", (String) null)
                .json();
        assertEquals("municipality", one.path("yours").asText());
        assertEquals("chair", one.path("signer").asText());
        assertEquals(
                "municipality",
                door.send("GET", DECISIONS, "committee-2 committee", (String) null)
                        .json()
                        .at("/items/0/yours")
                        .asText());
    }

    private interface Answer {
        Object call(String method, List<Object> args);
    }

    private <T> T fake(Class<T> type, Answer answer) {
        return Stubs.intercept(type, (proxy, method, args) -> {
            if (!method.getName().equals("votingPosition")) {
                calls.add(method.getName() + (args == null ? "" : "[" + args[args.length - 1] + "]"));
            }
            return answer.call(method.getName(), args == null ? List.of() : java.util.Arrays.asList(args));
        });
    }

    private TestDoor.Answer post(String caller, String path, String body) throws Exception {
        return door.send(
                "POST", path, caller, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    @Test
    void draftsDecision() throws Exception {
        var drafted = post("planning planning", DECISIONS, DRAFT);
        assertEquals(201, drafted.status(), drafted.response().body());
        assertTrue(drafted.header("Location").endsWith(DECISIONS + "/" + ID));
        assertEquals("special-request", drafted.json().path("kind").asText());
        assertTrue(calls.get(0).toString().contains("quota=5"), calls.toString());
        assertTrue(calls.get(0).toString().contains("offices=[1204]"));
        assertTrue(calls.get(0).toString().contains("effective=2026-12-01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"abolish\",\"terms\":{}} | 422 | kind",
                "{\"kind\":\"expose\"} | 422 | terms",
                "{\"kind\":\"expose\",\"terms\":{\"offices\":[null]}} | 422 | terms.offices",
                "{\"kind\":\"expose\",\"effective\":\"tomorrow\",\"terms\":{}} | 400 | effective",
                "{\"kind\":\"expose\",\"terms\":{\"quota\":\"many\"}} | 400 | terms.quota",
                "{\"kind\":\"expose\", | 400 | "
            })
    void rejectsInvalidDraftNamingField(String body, int status, String field) throws Exception {
        var refused = post("planning planning", DECISIONS, body);
        assertEquals(status, refused.status(), refused.response().body());
        assertEquals(field == null ? "" : field, refused.json().path("field").asText());
        assertEquals(List.of(), calls);
    }

    @Test
    void recordsVotesAndSignature() throws Exception {
        String path = DECISIONS + "/" + ID;
        var voted = post("chair chair", path + "/votes", "{\"vote\":\"yes\"}");
        assertEquals(200, voted.status(), voted.response().body());
        assertEquals("yes", voted.json().path("votes").get(0).path("vote").asText());
        assertEquals(200, post("chair chair", path + "/signature", null).status());
        assertEquals(
                404,
                post("chair chair", DECISIONS + "/nonsense/signature", null).status());
        assertEquals(
                428,
                door.send("POST", path + "/signature", "chair chair", (String) null)
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "operator operator, 403",
        "clerk office:1204, 403",
        "oversight-1 oversight, 403",
        "planning planning, 403",
        "member committee, 200",
        "d discipline, 200"
    })
    void onlyMembersVote(String caller, int status) throws Exception {
        assertEquals(
                status,
                post(caller, DECISIONS + "/" + ID + "/votes", "{\"vote\":\"no\"}")
                        .status());
    }

    @Test
    void requestsErasureByOpaqueId() throws Exception {
        String erasures = "/committee/v1/persons/erasures";
        String person = "{\"nationalId\":\"۰۴۹۹۳۷۰۸۹۹\",\"ground\":\"asked\"}";
        assertEquals(403, post("chair chair", erasures, person).status());
        assertEquals(422, post("legal-1 institute", erasures, "{}").status());
        assertEquals(
                "national-id.check-digit",
                post("legal-1 institute", erasures, person.replace("۰۴۹۹۳۷۰۸۹۹", "0499370898"))
                        .code());
        assertEquals(
                "person.unknown",
                post("legal-1 institute", erasures, person.replace("۰۴۹۹۳۷۰۸۹۹", "6611223347"))
                        .code());
        var asked = post("legal-1 institute", erasures, person);
        assertEquals(201, asked.status(), asked.response().body());
        assertTrue(asked.header("Location").endsWith("/committee/v1/approvals/" + ID));
        assertEquals("person-erase", asked.json().path("act").asText());
        assertEquals(ID.toString(), asked.json().at("/terms/person").asText());
        assertEquals("asked", asked.json().at("/terms/ground").asText());
        assertEquals("erasure, ground: asked", asked.json().path("reason").asText());
    }

    @Test
    void onlyInstituteMaintainsOffices() throws Exception {
        String office = "{\"code\":\"7\",\"name\":\"n\",\"district\":3}";
        assertEquals(403, post("chair chair", OFFICES, office).status());
        assertEquals(201, post("i institute", OFFICES, office).status());
        assertEquals(
                422,
                post("i institute", OFFICES, "{\"code\":\"7\",\"name\":\"n\"}").status());
        String term = "\"from\":\"2026-01-01\",\"until\":\"2027-01-01\"";
        assertEquals(
                200,
                post("i institute", OFFICES + "/7/contracts", "{\"number\":\"C\"," + term + "}")
                        .status());
        assertEquals(
                200,
                post("i institute", OFFICES + "/7/qualifications", "{\"service\":\"s\",\"expert\":\"e\"," + term + "}")
                        .status());
    }

    @Test
    void onlyInstituteHandsOverCases() throws Exception {
        String path = OFFICES + "/1204/handovers";
        String order = "{\"to\":\"1300\",\"cases\":[\"22-1405-0000123-2\"],\"reason\":\"r\"}";
        assertEquals(403, post("d discipline", path, order).status());
        var ordered = post("i institute", path, order);
        assertEquals(201, ordered.status(), ordered.response().body());
        assertTrue(ordered.header("Location").endsWith("/committee/v1/handovers/" + ID));
        assertEquals("running", ordered.json().path("state").asText());
        assertTrue(calls.get(0).toString().contains("numbers=[22-1405-0000123-2]"), calls.toString());
        for (String wrong : List.of(
                "{\"reason\":\"r\"}", "{\"to\":\"1300\"}", "{\"to\":\"1300\",\"reason\":\"r\",\"cases\":[null]}")) {
            assertEquals(422, post("i institute", path, wrong).status(), wrong);
        }
        var seen = door.send("GET", "/committee/v1/handovers/" + ID, "i oversight", (String) null);
        assertEquals("office.fit", seen.json().path("left").get(0).path("code").asText());
        assertEquals(
                403,
                door.send("GET", "/committee/v1/handovers/" + ID, "c office:1204", (String) null)
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | complaints/%s/hearing | {\"charge\":\"c\"} | d discipline | 200",
                "POST | complaints/%s/hearing | {\"charge\":\"c\"} | i oversight | 403",
                "POST | complaints/%s/dismissal | {\"reason\":\"r\"} | d discipline | 200",
                "POST | complaints/%s/decision | {\"measure\":\"suspend\"} | d discipline | 200",
                "POST | complaints/%s/decision | {\"measure\":\"hang\"} | d discipline | 422",
                "POST | hearings/%s/answer | {\"text\":\"t\"} | c office:1204 | 200",
                "POST | hearings/%s/answer | {\"text\":\"t\"} | d discipline | 403",
                "GET | complaints?state=received&party=office | | i oversight | 200",
                "GET | complaints?state=lost | | i oversight | 422",
                "GET | complaints/%s | | c office:1204 | 403",
                "GET | complaints/x | | d discipline | 404",
                "GET | hearings | | f agency:fire | 200",
                "POST | hearings/%s/appeal | {\"decision\":\"D-1\",\"text\":\"t\"} | c office:1204 | 200",
                "POST | hearings/%s/appeal | {\"text\":\"t\"} | c office:1204 | 422",
                "POST | hearings/%s/appeal | {\"decision\":\"D-1\",\"text\":\"t\"} | d discipline | 403",
                "GET | appeals | | m committee | 200",
                "GET | appeals | | c office:1204 | 403",
                "GET | appeals | | p planning | 403"
            })
    void checksAccessToComplaintsAndHearings(String method, String path, String body, String caller, int status)
            throws Exception {
        var answer = door.send(
                method,
                "/committee/v1/" + path.formatted(ID),
                caller,
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertEquals(status, answer.status(), answer.response().body());
    }

    @Test
    void hearingShowsSanctionAndAppeal() throws Exception {
        var seen = door.send("GET", "/committee/v1/hearings", "c office:1204", (String) null);
        var sanction = seen.json().at("/items/0/sanctions/0");
        assertEquals("D-1", sanction.path("number").asText());
        assertTrue(sanction.path("urgent").asBoolean());
        assertEquals("1970-01-01", sanction.path("appealUntil").asText());
        assertEquals("why", sanction.at("/appeal/text").asText());
        assertTrue(sanction.at("/appeal/outcome").isMissingNode());
        var proposed = post(
                "d discipline",
                "/committee/v1/complaints/" + ID + "/decision",
                "{\"measure\":\"suspend\",\"urgent\":true,\"danger\":\"forged permits\",\"cases\":\"1300\"}");
        assertEquals(200, proposed.status(), proposed.response().body());
        assertTrue(
                calls.get(calls.size() - 1).toString().contains("urgent=true, danger=forged permits, cases=1300"),
                calls.toString());
        String sanctioned =
                "{\"kind\":\"sanction\",\"title\":\"t\",\"clause\":\"c\",\"reason\":\"r\",\"effective\":\"2026-12-01\","
                        + "\"terms\":{\"target\":\"office\",\"name\":\"1204\",\"measure\":\"warn\",\"complaint\":\""
                        + ID
                        + "\"}}";
        assertEquals(201, post("d discipline", DECISIONS, sanctioned).status());
        assertTrue(calls.get(calls.size() - 1).toString().contains("complaint=" + ID), calls.toString());
        assertEquals(
                400,
                post("d discipline", DECISIONS, sanctioned.replace(ID.toString(), "x"))
                        .status());
    }

    @Test
    void instituteRecertifiesLogins() throws Exception {
        var list = door.send("GET", "/committee/v1/logins", "x oversight", (String) null);
        assertTrue(list.json().path("items").get(0).path("due").asBoolean(), list.toString());
        String path = "/committee/v1/logins/clerk/recertification";
        assertEquals(
                200, post("i institute", path, "{\"roles\":[\"office:1204\"]}").status());
        assertTrue(calls.get(calls.size() - 1).toString().contains("recertify[[office:1204]]"), calls.toString());
        assertEquals(422, post("i institute", path, "{}").status());
        assertEquals(403, post("x oversight", path, "{\"roles\":[]}").status());
    }

    @Test
    void requestsFourEyesApprovals() throws Exception {
        String reason = "{\"reason\":\"issued by mistake\"}";
        var asked = post("i institute", "/committee/v1/certificates/C-1/revocation", reason);
        assertEquals(201, asked.status(), asked.response().body());
        assertTrue(asked.header("Location").endsWith("/committee/v1/approvals/" + ID));
        assertEquals("asked", asked.json().path("state").asText());
        assertEquals(
                201, post("o operator", "/committee/v1/journal-keys", reason).status());
        assertEquals(
                403, post("i institute", "/committee/v1/journal-keys", reason).status());
        assertEquals(
                201,
                post("o operator", "/committee/v1/installation/release", reason).status());
        assertEquals(
                403,
                post("i institute", "/committee/v1/installation/release", reason)
                        .status());
        assertEquals(
                403,
                post("o operator", "/committee/v1/certificates/C-1/revocation", reason)
                        .status());
        String decision = "/committee/v1/approvals/" + ID + "/decision";
        assertEquals(200, post("i institute", decision, "{\"approve\":true}").status());
        assertTrue(calls.get(calls.size() - 1).toString().contains("decide[true]"), calls.toString());
        assertEquals(422, post("i institute", decision, "{}").status());
        assertEquals(403, post("x oversight", decision, "{\"approve\":true}").status());
        var list = door.send("GET", "/committee/v1/approvals?state=asked", "x oversight", (String) null);
        assertEquals(
                "C-1",
                list.json().path("items").get(0).path("terms").path("code").asText());
        assertEquals(
                422,
                door.send("GET", "/committee/v1/approvals?state=x", "x oversight", (String) null)
                        .status());
    }

    @Test
    void masksExpertNamesFromOtherRoles() throws Exception {
        var seen = door.send("GET", OFFICES + "/1204", "i institute", (String) null);
        assertEquals(
                "نام",
                seen.json().path("qualifications").get(0).path("expertName").asText());
        var masked = door.send("GET", OFFICES, "operator operator", (String) null);
        assertFalse(masked.response().body().contains("نام"));
        assertEquals(
                404,
                door.send("GET", OFFICES + "/9", "i institute", (String) null).status());
        assertEquals(
                403,
                door.send("GET", OFFICES, "clerk office:1204", (String) null).status());
    }

    @Test
    void reads() throws Exception {
        var list = door.send("GET", DECISIONS + "?kind=special-request&state=draft", "i oversight", (String) null);
        assertEquals("next", list.json().path("next").asText());
        assertEquals(
                422,
                door.send("GET", DECISIONS + "?kind=x", "i oversight", (String) null)
                        .status());
        assertEquals(
                1,
                door.send("GET", DECISIONS + "?number=S-1", "i oversight", (String) null)
                        .json()
                        .path("items")
                        .size());
        var one = door.send("GET", DECISIONS + "/" + ID, "i oversight", (String) null);
        assertEquals(200, one.status());
        assertNull(one.json().get("number"));
        assertEquals(
                404,
                door.send("GET", DECISIONS + "/" + UUID.randomUUID(), "i oversight", (String) null)
                        .status());
        var rules = door.send("GET", "/committee/v1/rules", "p planning", (String) null);
        assertEquals("S-1", rules.json().path("items").get(0).path("decision").asText());
        assertEquals("x:1:2: wrong", rules.json().path("problems").get(0).asText());
        var open = door.send("GET", "/committee/v1/exposures", "p planning", (String) null);
        assertEquals("S-1", open.json().path("items").get(0).path("decision").asText());
        var contract = door.send("GET", "/committee/v1/openapi.json", null, (String) null);
        assertEquals("3.0.1", contract.json().path("openapi").asText());
    }
}
