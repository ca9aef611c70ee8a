package city.pishkhan.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Role combinations that the table forbids and permits. */
class ExclusionTableTest {
    private final ExclusionTable exclusions = ExclusionTable.SHIPPED;

    private static String any(String kind) {
        return switch (kind) {
            case "office", "expert" -> kind + ":1204";
            case "agency" -> "agency:fire";
            case "district" -> "district:22";
            case "citizen" -> "citizen:0193b1b2-7c3d-7e4f-8a90-000000000001";
            default -> kind;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "operator,    chair,         operator-alone",
        "operator,    headquarters,  operator-alone",
        "operator,    notary,        operator-alone",
        "oversight,   treasury,      oversight-watches",
        "oversight,   agency:water,  oversight-watches",
        "office:1204, agency:fire,   asker-approver",
        "office:1204, district:22,   asker-approver",
        "expert:1204, district:1,    asker-approver",
        "agency:article-100, district:1, second-look",
        "office:1204, expert:2301,   inspects-own",
        "discipline,  office:1204,   judge-party",
        "discipline,  institute,     judge-party",
        "institute,   office:1204,   supervised",
        "chair,       expert:1204,   supervised",
        "treasury,    office:1204,   payer-paid",
        "treasury,    district:3,    payer-paid",
        "planning,    chair,         proposer-voter",
        "institute,   committee,     proposer-voter"
    })
    void apart(String one, String other, String rule) {
        assertEquals(
                rule, exclusions.findConflict(Set.of(one, other)).orElseThrow().rule());
        assertTrue(exclusions.findConflict(Set.of(one), Set.of(other)).isPresent());
        assertTrue(exclusions.findConflict(Set.of(other), Set.of(one)).isPresent(), "whichever is asked first");
    }

    @ParameterizedTest
    @CsvSource({
        "office:1204, expert:1204",
        "office:1204, office:2301",
        "agency:fire, agency:water",
        "chair,       committee",
        "committee,   district:22",
        "oversight,   headquarters",
        "oversight,   notary",
        "treasury,    institute",
        "operator,    operator"
    })
    void together(String one, String other) {
        assertEquals(Optional.empty(), exclusions.findConflict(List.of(one, other)));
    }

    @Test
    void operatorExcludesEveryOtherRole() {
        for (String kind : Roles.kinds()) {
            assertEquals(
                    !kind.equals("operator"),
                    exclusions.findConflict(List.of("operator", any(kind))).isPresent(),
                    kind);
        }
    }

    /**
     * Oversight excludes every role with an operation that changes something, including operations added to the table
     * later.
     */
    @Test
    void oversightExcludesAllChangingRoles() {
        for (String kind : new AccessTable().changingKinds()) {
            assertTrue(exclusions.findConflict(Set.of("oversight", any(kind))).isPresent(), kind);
        }
        AccessTable more = new AccessTable("a.b.write notary=all");
        ExclusionTable derived = new ExclusionTable("r oversight changing", more);
        assertTrue(derived.findConflict(Set.of("oversight", "notary")).isPresent());
        assertFalse(derived.findConflict(Set.of("oversight", "chair")).isPresent());
    }

    @Test
    void everyRuleHasUniqueNameAndReason() {
        Messages messages = Messages.of(ExclusionTable.class);
        for (String rule : exclusions.rules()) {
            assertTrue(messages.hasKey("exclusion." + rule), rule);
        }
        assertEquals(exclusions.rules().size(), Set.copyOf(exclusions.rules()).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r operator",
                "r operator king",
                "r king *",
                "r office expert somewhere",
                "r office expert elsewhere x"
            })
    void rejectsInvalidRule(String text) {
        assertThrows(IllegalStateException.class, () -> new ExclusionTable(text, new AccessTable()));
    }
}
