package city.pishkhan.approvals.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Recertification.Login;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LoginRecertificationTest {
    private static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final LoginRecertification loginRecertification =
            new LoginRecertification(database.tx(), database.schemas(), journal, Duration.ofDays(180));
    private List<UserDirectory.User> users = List.of(
            new UserDirectory.User("clerk", Set.of("office:1204", "expert:1204"), "a.users"),
            new UserDirectory.User("institute", Set.of("institute"), "a.users"));

    @BeforeEach
    void open() {
        loginRecertification.directories = List.of(() -> users);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static String refused(Executable call) {
        return assertThrows(Refusal.class, call).code();
    }

    private Login clerk() {
        return loginRecertification.list().stream()
                .filter(l -> l.name().equals("clerk"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isDueUntilConfirmedByDifferentPerson() {
        assertTrue(clerk().due());
        Login confirmed = loginRecertification.recertify(INSTITUTE, "clerk", Set.of("expert:1204", "office:1204"));
        assertFalse(confirmed.due());
        assertEquals("institute", confirmed.recertifiedBy());
        assertEquals(
                List.of("institute", "clerk"),
                loginRecertification.list().stream().map(Login::name).toList(),
                "due first");
        assertTrue(database.tx()
                .required(sql -> sql.createQuery(
                                "select details::text from journal.entry where event = 'login.recertified'")
                        .mapTo(String.class)
                        .one())
                .contains("expert:1204"));
        assertEquals(
                "login.own",
                refused(() -> loginRecertification.recertify(INSTITUTE, "institute", Set.of("institute"))));
        assertEquals("login.unknown", refused(() -> loginRecertification.recertify(INSTITUTE, "nobody", Set.of())));
    }

    @Test
    void rejectsRecertificationOfOwnSecondLogin() {
        users = List.of(
                new UserDirectory.User("clerk", Set.of("office:1204"), "a.users", "maryam"),
                new UserDirectory.User("institute", Set.of("institute"), "a.users", "maryam"));
        Caller maryam = new Caller("institute", Set.of("institute"), "maryam");
        assertEquals(
                "login.own", refused(() -> loginRecertification.recertify(maryam, "clerk", Set.of("office:1204"))));
        Caller reza = new Caller("institute-2", Set.of("institute"), "reza");
        assertFalse(loginRecertification
                .recertify(reza, "clerk", Set.of("office:1204"))
                .due());
    }

    @Test
    void isDueAgainAfterPeriodOrRoleChange() {
        loginRecertification.recertify(INSTITUTE, "clerk", Set.of("office:1204", "expert:1204"));
        database.tx().run(sql -> sql.execute("update approvals.recertified set at = at - interval '180 days'"));
        assertTrue(clerk().due());
        assertEquals("institute", clerk().recertifiedBy());
        loginRecertification.recertify(INSTITUTE, "clerk", Set.of("office:1204", "expert:1204"));
        users = List.of(new UserDirectory.User("clerk", Set.of("office:1204"), "a.users"));
        assertTrue(clerk().due());
        assertNull(clerk().recertifiedBy());
        assertEquals(
                "login.changed",
                refused(() ->
                        loginRecertification.recertify(INSTITUTE, "clerk", Set.of("office:1204", "expert:1204"))));
    }
}
