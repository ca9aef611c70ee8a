package city.pishkhan.approvals.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Approvals on a real database with the real access table. */
class ApprovalServiceTest {
    private static final Caller ONE = new Caller("one", Set.of("institute"));
    private static final Caller TWO = new Caller("two", Set.of("institute"));
    private static final Caller OVERSIGHT = new Caller("oversight-1", Set.of("oversight"));
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final String REASON = "issued to Sara by mistake";
    private static final Map<String, String> TERMS = Map.of("code", "secret");

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final ProvenRows proven =
            new ProvenRows(database.tx(), TestVault.create(database.tx(), database.schemas()), journal);
    private final ApprovalService approvalService =
            new ApprovalService(database.tx(), database.schemas(), new AccessTable(), journal, proven);
    private final Act act = new Act();

    ApprovalServiceTest() {
        approvalService.acts = List.of(act);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    /** An act that writes one row in the caller's transaction. */
    private final class Act implements ApprovedAct {
        private boolean possible = true;

        @Override
        public String name() {
            return "certificate-revoke";
        }

        @Override
        public String operation() {
            return "committee.certificate.revoke";
        }

        @Override
        public void check(Map<String, String> terms) {
            if (!possible || !terms.containsKey("code")) {
                throw new Refusal(Refusal.Kind.INVALID, "act.impossible", "code", "No.", "نه.");
            }
        }

        @Override
        public Map<String, String> journalTerms(Map<String, String> terms) {
            return Map.of("digest", "abc");
        }

        @Override
        public String execute(Caller approver, Approval asked) {
            database.tx()
                    .run(sql -> journal.record(
                            null,
                            "act.done",
                            approver,
                            Map.of("reason-length", asked.reason().length())));
            return "done";
        }
    }

    private static String refused(Executable call) {
        return assertThrows(Refusal.class, call).code();
    }

    private long done() {
        return events().stream().filter("act.done"::equals).count();
    }

    private List<String> events() {
        return database.tx().required(sql -> sql.createQuery("select event from journal.entry order by id")
                .mapTo(String.class)
                .list());
    }

    @Test
    void requestIsExecutedAfterSecondApproval() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        assertEquals("asked", asked.state());
        assertEquals(0, done());
        Approval decided = approvalService.decide(TWO, asked.id(), true);
        assertEquals("done", decided.state());
        assertEquals("two", decided.decidedBy());
        assertEquals(Text.untranslated("done"), decided.result());
        assertEquals(TERMS, decided.terms());
        assertEquals(1, done());
        assertEquals(List.of("approval.asked", "act.done", "approval.done"), events());
        assertEquals(List.of(decided), approvalService.list(ONE, null, 10));
        assertEquals(List.of(), approvalService.list(ONE, "asked", 10));
        assertEquals("approval.closed", refused(() -> approvalService.decide(TWO, asked.id(), true)));
        assertEquals(1, done());
    }

    @Test
    void requesterCannotDecide() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        assertEquals("approval.same-person", refused(() -> approvalService.decide(ONE, asked.id(), true)));
        assertEquals("approval.same-person", refused(() -> approvalService.decide(ONE, asked.id(), false)));
        Caller more = new Caller("one", Set.of("institute", "operator", "chair"));
        assertEquals("approval.same-person", refused(() -> approvalService.decide(more, asked.id(), true)));
        Caller console = new Caller("console:one", Set.of("institute"));
        assertEquals("approval.same-person", refused(() -> approvalService.decide(console, asked.id(), true)));
        assertEquals(0, done());
    }

    /** Two logins of the same person do not count as two people. */
    @Test
    void requesterCannotDecideByDifferentLogin() {
        Caller asker = new Caller("one", Set.of("institute"), "maryam");
        Approval asked = approvalService.request(asker, "certificate-revoke", TERMS, REASON);
        Caller other = new Caller("city:m.karimi", Set.of("institute"), "maryam");
        assertEquals("approval.same-person", refused(() -> approvalService.decide(other, asked.id(), true)));
        assertEquals("approval.same-person", refused(() -> approvalService.decide(other, asked.id(), false)));
        Caller console = Caller.atConsole("two", Set.of("institute"), "maryam");
        assertEquals("approval.same-person", refused(() -> approvalService.decide(console, asked.id(), true)));
        Caller renamed = new Caller("one", Set.of("institute"), "reza");
        assertEquals("approval.same-person", refused(() -> approvalService.decide(renamed, asked.id(), true)));
        assertEquals(0, done());
        Caller second = new Caller("two", Set.of("institute"), "reza");
        assertEquals("done", approvalService.decide(second, asked.id(), true).state());
    }

    /** Logins without a known person count as different people if their names differ. */
    @Test
    void loginsWithoutPersonCountAsDifferentPeople() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        assertEquals("done", approvalService.decide(TWO, asked.id(), true).state());
    }

    @Test
    void onlyPermittedRolesRequestAndDecide() {
        assertEquals(
                "access.forbidden", refused(() -> approvalService.request(CLERK, "certificate-revoke", TERMS, REASON)));
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        assertEquals("access.forbidden", refused(() -> approvalService.decide(CLERK, asked.id(), true)));
        assertEquals("approval.unknown", refused(() -> approvalService.decide(TWO, Ids.next(), true)));
    }

    /** The treasury decides about its own acts and does not see those of the institute. */
    @Test
    void listShowsApprovalsOfOwnRolesOnly() {
        Caller treasury = new Caller("t", Set.of("treasury"));
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        assertEquals(List.of(asked), approvalService.list(OVERSIGHT, null, 10));
        assertEquals(List.of(), approvalService.list(treasury, null, 10));
        assertEquals(Optional.of(asked), approvalService.find(OVERSIGHT, asked.id()));
        assertEquals(Optional.empty(), approvalService.find(treasury, asked.id()));
        assertEquals(List.of(), approvalService.list(CLERK, null, 10));
        Caller both = new Caller("b", Set.of("treasury", "institute"));
        assertEquals(List.of(asked), approvalService.list(both, "asked", 10));
    }

    @Test
    void rejectedRequestIsNeverExecuted() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        assertEquals("refused", approvalService.decide(TWO, asked.id(), false).state());
        assertEquals("approval.closed", refused(() -> approvalService.decide(TWO, asked.id(), true)));
        assertEquals(0, done());
    }

    @Test
    void undecidedRequestExpires() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        database.tx().run(sql -> sql.execute("update approvals.approval set expires = now()"));
        assertEquals(
                "lapsed", approvalService.find(ONE, asked.id()).orElseThrow().state());
        assertEquals(1, approvalService.list(ONE, "lapsed", 10).size());
        assertEquals("approval.closed", refused(() -> approvalService.decide(TWO, asked.id(), true)));
    }

    @Test
    void failedExecutionLeavesRequestOpen() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        act.possible = false;
        assertEquals("act.impossible", refused(() -> approvalService.decide(TWO, asked.id(), true)));
        assertEquals(
                "asked", approvalService.find(ONE, asked.id()).orElseThrow().state());
        act.possible = true;
        assertEquals("done", approvalService.decide(TWO, asked.id(), true).state());
    }

    @Test
    void rejectsUnknownActMissingReasonAndInvalidTerms() {
        assertEquals("approval.act", refused(() -> approvalService.request(ONE, "anything", TERMS, REASON)));
        assertEquals(
                "reason.length", refused(() -> approvalService.request(ONE, "certificate-revoke", TERMS, "short")));
        assertEquals("reason.length", refused(() -> approvalService.request(ONE, "certificate-revoke", TERMS, null)));
        assertEquals(
                "reason.length",
                refused(() -> approvalService.request(ONE, "certificate-revoke", TERMS, "x".repeat(501))));
        assertEquals(
                "act.impossible", refused(() -> approvalService.request(ONE, "certificate-revoke", Map.of(), REASON)));
        assertEquals(List.of(), approvalService.list(ONE, null, 10));
    }

    @Test
    void journalContainsNoPersonalData() {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        approvalService.decide(TWO, asked.id(), true);
        String said = database.tx()
                .required(sql -> sql.createQuery("select string_agg(e::text, ' ') from journal.entry e")
                        .mapTo(String.class)
                        .one());
        assertTrue(said.contains("abc"), said);
        assertFalse(said.contains("secret") || said.contains("Sara"), said);
    }

    @Test
    void concurrentDecisionsCountOnce() throws Exception {
        Approval asked = approvalService.request(ONE, "certificate-revoke", TERMS, REASON);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Caller caller = new Caller("decider-" + i, Set.of("institute"));
                boolean approve = i % 2 == 0;
                calls.add(() -> {
                    try {
                        return approvalService
                                .decide(caller, asked.id(), approve)
                                .state();
                    } catch (Refusal e) {
                        return e.code();
                    }
                });
            }
            List<String> said = new ArrayList<>();
            for (Future<String> answer : pool.invokeAll(calls)) {
                said.add(answer.get());
            }
            assertEquals(7, said.stream().filter("approval.closed"::equals).count(), said::toString);
            assertEquals(said.contains("done") ? 1 : 0, done());
        } finally {
            pool.shutdownNow();
        }
    }
}
