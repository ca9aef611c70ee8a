package city.pishkhan.approvals.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.governance.HubMode.Mode;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writing a file of users does not give anyone roles. */
class LoginAcceptanceTest {
    private static final Caller ROOT = new Caller("root", Set.of("operator"));
    private static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));
    private static final String WHY = "a new colleague at the office";

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final ProvenRows proven =
            new ProvenRows(database.tx(), TestVault.create(database.tx(), database.schemas()), journal);
    private final List<UserDirectory.User> users = new ArrayList<>(
            List.of(user("root", "operator"), user("institute", "institute"), user("clerk", "office:1204")));
    private final LoginAcceptance acceptance = node();
    private final ApprovalService approvals = new ApprovalService(
            database.tx(), database.schemas(), new AccessTable(), journal, proven, List.of(acceptance));

    @AfterEach
    void close() {
        database.close();
    }

    private LoginAcceptance node() {
        LoginAcceptance node = new LoginAcceptance(
                database.tx(),
                new HubFounding(database.tx(), database.schemas(), proven),
                proven,
                journal,
                Optional::empty);
        node.directories = List.of(() -> List.copyOf(users));
        node.settlingNanos = 0;
        return node;
    }

    private static UserDirectory.User user(String name, String... roles) {
        return new UserDirectory.User(name, Set.of(roles), "a.users");
    }

    private Set<String> roles(LoginAcceptance node, String login, String... written) {
        return node.roles(new UserDirectory.User(login, Set.of(written), "a.users"));
    }

    private static String refused(Executable call) {
        return assertThrows(Refusal.class, call).code();
    }

    private List<String> journaled(String event) {
        return database.tx().required(sql -> sql.createQuery(
                        "select details::text from journal.entry where event = :event order by id")
                .bind("event", event)
                .mapTo(String.class)
                .list());
    }

    private void putUser(UserDirectory.User user) {
        users.removeIf(u -> u.name().equals(user.name()));
        users.add(user);
    }

    @Test
    void acceptsExistingLoginsOnceAtFounding() {
        assertEquals(Set.of("operator"), roles(acceptance, "root", "operator"));
        assertEquals(Set.of("office:1204"), roles(acceptance, "clerk", "office:1204"));
        putUser(user("late", "chair"));
        assertEquals(Set.of(), roles(node(), "late", "chair"), "a second founding, by another node or after a restart");
        List<String> founded = journaled("hub.founded");
        assertEquals(1, founded.size());
        assertTrue(
                founded.get(0).contains("clerk = office:1204")
                        && !founded.get(0).contains("late"),
                founded::toString);
    }

    /** The hub is not ready before its founding, because a correct password would be refused like a wrong one. */
    @Test
    void reportsWhenFounded() {
        LoginAcceptance fresh = node();
        assertFalse(fresh.isFounded(), "nobody looked yet");
        fresh.runPeriodicWork();
        assertTrue(fresh.isFounded());
        users.clear();
        assertTrue(fresh.isFounded(), "once");
    }

    @Test
    void hubWithoutLoginsIsFoundedAtOnce() {
        users.clear();
        LoginAcceptance empty = node();
        empty.runPeriodicWork();
        assertTrue(empty.isFounded());
    }

    @Test
    void newLoginNeedsApprovalOfTwoPeople() {
        roles(acceptance, "root", "operator");
        putUser(user("late", "chair"));
        Approval asked = approvals.request(ROOT, "login-accept", Map.of("login", "late"), WHY);
        assertEquals("chair", asked.terms().get("roles"));
        assertEquals(Set.of(), roles(node(), "late", "chair"), "asked is not accepted");
        assertEquals("approval.same-person", refused(() -> approvals.decide(ROOT, asked.id(), true)));
        approvals.decide(INSTITUTE, asked.id(), true);
        assertEquals(Set.of("chair"), roles(node(), "late", "chair"));
        Awaitility.await().until(() -> roles(acceptance, "late", "chair").equals(Set.of("chair")));
        assertEquals(1, journaled("login.accepted").size());
        assertEquals(
                "login.accepted", refused(() -> approvals.request(ROOT, "login-accept", Map.of("login", "late"), WHY)));
    }

    @Test
    void keepsAcceptedRolesWhileAdditionWaits() {
        roles(acceptance, "root", "operator");
        putUser(user("clerk", "office:1204", "expert:1204"));
        assertEquals(
                Set.of("office:1204"), roles(acceptance, "clerk", "office:1204", "expert:1204"), "what stood stands");
        Approval asked = approvals.request(ROOT, "login-accept", Map.of("login", "clerk"), WHY);
        putUser(user("clerk", "office:1204", "expert:1204", "notary"));
        assertEquals("login.changed", refused(() -> approvals.decide(INSTITUTE, asked.id(), true)));
    }

    private static UserDirectory.User user(String name, String person, String proof, String role) {
        return new UserDirectory.User(name, Set.of(role), "a.users", person, proof);
    }

    /** A changed password waits for acceptance, because the person who sets it could use the other user's login. */
    @Test
    void changedPasswordNeedsAcceptance() {
        users.add(user("chair", "", "hash-1", "chair"));
        assertEquals(Set.of("chair"), acceptance.roles(user("chair", "", "hash-1", "chair")));
        assertEquals(Set.of(), acceptance.roles(user("chair", "", "hash-2", "chair")));
    }

    /** A login stays accepted when its person is recorded later, so that the user is not locked out. */
    @Test
    void recordingPersonKeepsLoginAccepted() {
        users.add(user("chair", "", "hash-1", "chair"));
        users.add(user("deputy", "digest-1", "hash-1", "chair"));
        assertEquals(Set.of("chair"), acceptance.roles(user("chair", "digest-1", "hash-1", "chair")));
        assertEquals(
                Set.of(), acceptance.roles(user("deputy", "digest-2", "hash-1", "chair")), "but no other person's");
    }

    /** A user who was removed and returns needs a new acceptance. */
    @Test
    void removedLoginNeedsNewAcceptance() {
        acceptance.revokeAfterNanos = 0;
        acceptance.runPeriodicWork();
        UserDirectory.User clerk = user("clerk", "office:1204");
        users.removeIf(u -> u.name().equals("clerk"));
        acceptance.runPeriodicWork();
        users.add(clerk);
        assertEquals(Set.of(), acceptance.roles(clerk));
        assertEquals(1, journaled("login.removed").size());
        assertEquals(Set.of("operator"), roles(acceptance, "root", "operator"));
    }

    /**
     * A login that is missing for a moment stays accepted, because a realm may be being updated or an editor may have
     * emptied the file.
     */
    @Test
    void brieflyMissingLoginStaysAccepted() {
        acceptance.runPeriodicWork();
        List<UserDirectory.User> all = List.copyOf(users);
        users.clear();
        acceptance.revokeAfterNanos = 0;
        acceptance.runPeriodicWork();
        users.addAll(all);
        assertEquals(Set.of("office:1204"), roles(acceptance, "clerk", "office:1204"));
    }

    @Test
    void rejectsRequestForUnknownLogin() {
        assertEquals(
                "login.unknown", refused(() -> approvals.request(ROOT, "login-accept", Map.of("login", "none"), WHY)));
    }

    private void sql(String statement) {
        database.tx().run(sql -> sql.execute(statement));
    }

    private List<String> warnings() {
        return proven.warnings().stream().map(HealthWarning::subject).toList();
    }

    /** A person who can write to the database cannot accept a login. */
    @Test
    void rowWrittenBySqlGivesNoRole() {
        roles(acceptance, "root", "operator");
        putUser(user("late", "chair"));
        sql("insert into approvals.accepted (login, person, role, proof) values ('late', '', 'chair', '')");
        sql("insert into approvals.accepted (login, person, role, proof, mac)"
                + " select 'late', person, 'operator', proof, mac from approvals.accepted where login = 'root'");
        LoginAcceptance later = node();
        assertEquals(Set.of(), roles(later, "late", "chair", "operator"));
        assertEquals(Set.of("operator"), roles(later, "root", "operator"));
        assertEquals(List.of("late = chair", "late = operator"), warnings());
        roles(node(), "late", "chair");
        List<String> journaled = journaled("acceptance.ignored");
        assertEquals(1, journaled.size(), "once, not at each read");
        assertTrue(journaled.get(0).contains("late = chair"), journaled::toString);
    }

    /** Two people still can accept the login, and a deleted row only takes power away. */
    @Test
    void acceptanceReplacesRowWrittenBySql() {
        roles(acceptance, "root", "operator");
        putUser(user("late", "chair"));
        sql("insert into approvals.accepted (login, person, role, proof) values ('late', '', 'chair', '')");
        Approval asked = approvals.request(ROOT, "login-accept", Map.of("login", "late"), WHY);
        approvals.decide(INSTITUTE, asked.id(), true);
        assertEquals(Set.of("chair"), roles(node(), "late", "chair"));
        assertEquals(List.of(), warnings());
        sql("delete from approvals.accepted where login = 'late'");
        assertEquals(Set.of(), roles(node(), "late", "chair"));
    }

    @Test
    void changedFoundingHasNoEffect() {
        roles(acceptance, "root", "operator");
        sql("update approvals.founding set at_once = true, mode = 'demo'");
        LoginAcceptance later = node();
        assertFalse(later.canTakeEffectAtOnce());
        assertEquals(Set.of("operator"), roles(later, "root", "operator"));
        assertEquals(List.of("changed row"), warnings());
        assertEquals(1, journaled("acceptance.ignored").size());
    }

    /** Otherwise everybody whose login is in a file now would be accepted. */
    @Test
    void deletedFoundingIsNotRepeated() {
        roles(acceptance, "root", "operator");
        putUser(user("late", "chair"));
        sql("delete from approvals.founding");
        Awaitility.await().untilAsserted(() -> {
            assertEquals(Set.of(), roles(acceptance, "late", "chair"));
            assertEquals(List.of("missing row"), warnings());
        });
        assertEquals(1, journaled("hub.founded").size());
    }

    /** In production the setting of a directory that makes new logins effective at once does not count. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void loginsTakeEffectAtOnceOnlyInDemo(Mode mode) {
        LoginAcceptance node = node();
        node.modeSetting = new ModeSetting(mode);
        node.directories = List.of(new UserDirectory() {
            @Override
            public List<User> users() {
                return List.copyOf(users);
            }

            @Override
            public boolean isEffectiveAtOnce() {
                return true;
            }
        });
        assertEquals(mode == Mode.DEMO, node.canTakeEffectAtOnce());
    }

    @Test
    void requestWrittenBySqlCannotBeApproved() {
        roles(acceptance, "root", "operator");
        putUser(user("late", "chair"));
        Approval asked = approvals.request(INSTITUTE, "login-accept", Map.of("login", "late"), WHY);
        sql("update approvals.approval set asked_by = 'root'");
        assertEquals("approval.not-proven", refused(() -> approvals.decide(INSTITUTE, asked.id(), true)));
        assertEquals(Set.of(), roles(node(), "late", "chair"));
    }

    @Test
    void hubDoesNotStartInOtherMode() {
        roles(acceptance, "root", "operator");
        HubFounding later = new HubFounding(database.tx(), database.schemas(), proven);
        later.requireMode(Mode.PRODUCTION);
        String message = assertThrows(HubFounding.OtherMode.class, () -> later.requireMode(Mode.DEMO))
                .getMessage();
        assertTrue(message.contains("THE HUB DOES NOT START") && message.contains("demo.cfg"), message);
    }

    @Test
    void demoDoesNotStartInProduction() {
        acceptance.modeSetting = new ModeSetting(Mode.DEMO);
        roles(acceptance, "root", "operator");
        HubFounding later = new HubFounding(database.tx(), database.schemas(), proven);
        later.requireMode(Mode.DEMO);
        assertThrows(HubFounding.OtherMode.class, () -> later.requireMode(Mode.PRODUCTION));
        String founded = journaled("hub.founded").get(0).replace(" ", "");
        assertTrue(founded.contains("\"mode\":\"demo\""), founded);
    }

    @Test
    void modeIsReadFromFile(@TempDir Path etc) throws IOException {
        assertEquals(Mode.PRODUCTION, HubFounding.modeSetting(etc));
        Path file = Files.writeString(etc.resolve("city.pishkhan.approvals.demo.cfg"), "mode = demo\n");
        assertEquals(Mode.DEMO, HubFounding.modeSetting(etc));
        Files.writeString(file, "mode=production\n");
        assertEquals(Mode.PRODUCTION, HubFounding.modeSetting(etc));
    }
}
