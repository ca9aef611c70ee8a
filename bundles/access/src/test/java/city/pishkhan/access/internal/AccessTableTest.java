package city.pishkhan.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell, said here a second time on purpose: a change of the table must be meant. */
class AccessTableTest {
    private static final Map<String, String> CALLERS =
            Map.of("o", "office:1204", "a", "agency:fire", "d", "district:22", "p", "operator");

    /** o office, a agency, d district, p operator. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("office.case.open", "o"),
            Map.entry("office.case.list", "odp"),
            Map.entry("office.case.read", "odp"),
            Map.entry("office.case.history", "odp"),
            Map.entry("office.case.submit", "o"),
            Map.entry("office.case.revise", "o"),
            Map.entry("office.case.withdraw", "o"),
            Map.entry("office.case.verify", "d"),
            Map.entry("office.archive.read", "o"),
            Map.entry("office.sheet.upload", "o"),
            Map.entry("office.paper.add", "o"),
            Map.entry("office.paper.read", "od"),
            Map.entry("office.bill.read", "odp"),
            Map.entry("office.payment.begin", "o"),
            Map.entry("office.payment.read", "odp"),
            Map.entry("office.certificate.read", "odp"),
            Map.entry("agency.worklist.read", "a"),
            Map.entry("agency.worklist.claim", "a"),
            Map.entry("agency.worklist.release", "a"),
            Map.entry("agency.inquiry.read", "a"),
            Map.entry("agency.inquiry.answer", "a"),
            Map.entry("agency.attachment.read", "a"),
            Map.entry("agency.attachment.upload", "a"),
            Map.entry("operator.inquiry.read", "p"),
            Map.entry("operator.load.read", "p"));

    private final AccessTable table = new AccessTable();

    static Stream<Arguments> cells() {
        return EXPECTED.keySet().stream()
                .flatMap(op -> CALLERS.keySet().stream().map(c -> Arguments.of(op, c)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell(String operation, String letter) {
        Caller caller = new Caller("somebody", Set.of(CALLERS.get(letter)));
        if (EXPECTED.get(operation).contains(letter)) {
            table.check(caller, operation);
        } else {
            Refusal refusal = assertThrows(Refusal.class, () -> table.check(caller, operation));
            assertEquals(Refusal.Kind.FORBIDDEN, refusal.kind());
        }
    }

    @Test
    void hasNoOtherOperation() {
        assertEquals(new TreeSet<>(EXPECTED.keySet()), new TreeSet<>(table.operations()));
        assertThrows(
                IllegalArgumentException.class,
                () -> table.check(new Caller("root", Set.of("operator")), "office.case.delete"));
    }

    @Test
    void nobodyWithoutARole() {
        table.operations().forEach(op -> assertThrows(Refusal.class, () -> table.check(new Caller("x", Set.of()), op)));
        table.operations().forEach(op -> assertThrows(Refusal.class, () -> table.check(Caller.HUB, op)));
    }
}
