package city.pishkhan.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the parsing of the access table, and rules that hold for every row of the table. */
class AccessTableTest {
    private static final Set<String> CASE = Scope.ownersOfCase("1204", 22);

    private final AccessTable table = new AccessTable();

    private static Caller caller(String... roles) {
        return new Caller("somebody", Set.of(roles));
    }

    @ParameterizedTest
    @CsvSource({
        "office:1204,  office.case.read,    true,  true",
        "office:1300,  office.case.read,    false, false",
        "expert:1204,  office.case.read,    true,  true",
        "district:22,  office.case.read,    true,  true",
        "district:2,   office.case.read,    false, false",
        "operator,     office.case.read,    true,  false",
        "oversight,    office.case.read,    true,  true",
        "headquarters, office.case.read,    true,  true",
        "notary,       office.case.read,    false, false",
        "office:1204,  office.case.submit,  true,  true",
        "expert:1204,  office.case.submit,  false, false",
        "oversight,    office.case.submit,  false, false"
    })
    void reach(String role, String operation, boolean reaches, boolean clear) {
        Scope scope = table.scope(caller(role), operation);
        assertEquals(reaches, scope.canAccess(CASE));
        assertEquals(clear, scope.canAccessUnmasked(CASE));
    }

    @Test
    void scopesOfSeveralRolesAreCombined() {
        Scope scope = table.scope(caller("office:1204", "district:3", "operator"), "office.case.read");
        assertEquals(Set.of("1204"), scope.tenants("office"));
        assertEquals(Set.of("3"), scope.tenants("district"));
        assertTrue(scope.canAccessUnmasked(CASE));
        assertTrue(scope.canAccess(Scope.ownersOfCase("1300", 1)));
        assertFalse(scope.canAccessUnmasked(Scope.ownersOfCase("1300", 1)));
    }

    @Test
    void rejectsCallerWithoutListedRole() {
        for (String operation : table.table().keySet()) {
            for (Caller nobody : List.of(caller(), Caller.HUB, caller("hub"), caller("root"))) {
                assertEquals(
                        Refusal.Kind.FORBIDDEN,
                        assertThrows(Refusal.class, () -> table.check(nobody, operation))
                                .kind());
            }
            assertEquals(Scope.NONE, table.scope(caller("root"), operation));
            assertEquals(Scope.EVERYTHING, table.scope(Caller.HUB, operation));
        }
    }

    /** Only oversight, headquarters and notaries have no operation that changes something. */
    @Test
    void oversightHeadquartersAndNotariesOnlyRead() {
        Set<String> still = new TreeSet<>(Roles.kinds());
        still.removeAll(table.changingKinds());
        assertEquals(Set.of("oversight", "headquarters", "notary"), still);
    }

    @Test
    void unknownOperationKindCountsAsChange() {
        assertFalse(AccessTable.isChanging("office.case.read") || AccessTable.isChanging("committee.rules.dry-run"));
        assertTrue(AccessTable.isChanging("office.glass.break") && AccessTable.isChanging("a.b.whatever"));
    }

    @Test
    void operatorsReadCasesOnlyMasked() {
        table.table().forEach((operation, row) -> {
            if (operation.startsWith("office.")) {
                assertTrue(
                        !row.containsKey("operator")
                                || row.get("operator").equals("masked")
                                || operation.equals("office.glass.break")
                                // the published form of a service belongs to no case
                                || operation.equals("office.form.read"),
                        operation);
            }
        });
    }

    @Test
    void unknownOperationIsProgrammingError() {
        assertThrows(IllegalArgumentException.class, () -> table.check(caller("operator"), "office.case.delete"));
        assertThrows(IllegalArgumentException.class, () -> table.scope(caller("operator"), "office.case.delete"));
    }

    @Test
    void acceptsCommentLines() {
        assertEquals(
                Map.of("a.b.read", Map.of("office", "own")),
                new AccessTable("# c\n\n  a.b.read  office=own\n").table());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.read office",
                "a.b.read office=yes",
                "a.b.read king=all",
                "a.b.read operator=own",
                "a.b.read office=named",
                "a.b.read office=own office=all",
                "a.b.read office=own\na.b.read district=own"
            })
    void rejectsInvalidRow(String text) {
        assertThrows(IllegalStateException.class, () -> new AccessTable(text));
    }

    /** A suspended role grants nothing, and the refusal gives the reason; the caller's other roles still count. */
    @Test
    void withheldRoleGrantsNothing() {
        AccessTable table = new AccessTable();
        table.roleSuspension =
                (caller, role, operation) -> role.equals("expert:1204") && operation.startsWith("office.")
                        ? Optional.of(new Refusal(Refusal.Kind.FORBIDDEN, "expert.absent", null, "en", "fa"))
                        : Optional.empty();
        Caller expert = new Caller("e", Set.of("expert:1204"));
        Refusal refusal = assertThrows(Refusal.class, () -> table.check(expert, "office.case.inspect"));
        assertEquals("expert.absent", refusal.code());
        assertEquals(Scope.NONE, table.scope(expert, "office.case.inspect"));
        table.check(expert, "committee.hearing.read");
        Caller clerkToo = new Caller("e", Set.of("expert:1204", "office:2301"));
        table.check(clerkToo, "office.case.read");
        assertEquals(
                Set.of("office:2301"),
                Set.copyOf(table.scope(clerkToo, "office.case.read").own()));
        refusal = assertThrows(Refusal.class, () -> table.check(clerkToo, "office.case.inspect"));
        assertEquals("expert.absent", refusal.code());
    }
}
