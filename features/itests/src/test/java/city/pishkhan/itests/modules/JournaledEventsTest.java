package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.journal.JournaledEvents;
import city.pishkhan.payments.internal.store.AttemptState;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares {@link JournaledEvents} with the events that the code records. {@link JournaledEvents} must list every event
 * of a case, because it provides the event's text and allows citizens to be notified. The code must record each of
 * these events together with the case.
 */
class JournaledEventsTest {
    private static final Path ROOT = Path.of("../..");

    /** Values of event codes that are composed at run time, by the constant part of the code. */
    private static final Map<String, Set<String>> MADE = Map.of(
            "case.",
            codes(Arrays.stream(Cases.State.values()).filter(Cases.State::hasEnded), Enum::name),
            "payment.",
            codes(Arrays.stream(AttemptState.values()), AttemptState::publicName),
            "delivery.",
            codes(Arrays.stream(Deliveries.State.values()), Deliveries.State::code),
            // payouts belong to no case, so only refunds have case events with this and the following endings
            ".account",
            Set.of("refund"),
            ".ordered",
            Set.of("refund"),
            ".done",
            Set.of("refund"));

    /** Prefixes of event codes that belong to cases only. */
    private static final List<String> CASE_EVENT_PREFIXES =
            List.of("case.", "delivery.", "facts.", "inquiry.", "paper.", "payment.", "refund.", "slip.", "stage.");

    private static final Set<String> EVENTS_WITH_CASE = new TreeSet<>();
    private static final Set<String> WITHOUT = new TreeSet<>();
    private static final Set<String> UNRESOLVED_EVENTS = new TreeSet<>();

    private static <T> Set<String> codes(Stream<T> values, Function<T, String> code) {
        return values.map(code).map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    @BeforeAll
    static void read() throws IOException {
        for (CompilationUnitTree unit : SourceTrees.of(ROOT.resolve("bundles"))) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                    if (call.getMethodSelect() instanceof MemberSelectTree method) {
                        called(method, call.getArguments());
                    }
                    return super.visitMethodInvocation(call, none);
                }

                private void called(MemberSelectTree method, List<? extends ExpressionTree> arguments) {
                    String owner = method.getExpression().toString();
                    String name = method.getIdentifier().toString();
                    if (name.equals("record") && owner.equals("deliveryJournal")) {
                        if (arguments.get(1) instanceof LiteralTree literal) {
                            EVENTS_WITH_CASE.add("delivery." + literal.getValue());
                        }
                    } else if (name.equals("record") && owner.endsWith("ournal") && arguments.size() == 4) {
                        boolean none = arguments.get(0).getKind() == Tree.Kind.NULL_LITERAL;
                        event(arguments.get(1), none ? WITHOUT : EVENTS_WITH_CASE);
                    }
                }

                private void event(ExpressionTree named, Set<String> into) {
                    if (named instanceof LiteralTree literal) {
                        into.add(literal.getValue().toString());
                    } else if (named instanceof ConditionalExpressionTree either) {
                        event(either.getTrueExpression(), into);
                        event(either.getFalseExpression(), into);
                    } else if (into == EVENTS_WITH_CASE) {
                        made(named);
                    } else if (!(named instanceof IdentifierTree) && !(named instanceof BinaryTree)) {
                        UNRESOLVED_EVENTS.add(SourceTrees.file(unit) + ": " + named);
                    }
                }

                private void made(ExpressionTree named) {
                    if (named instanceof BinaryTree sum
                            && sum.getLeftOperand() instanceof LiteralTree begin
                            && MADE.containsKey(begin.getValue())) {
                        MADE.get(begin.getValue()).forEach(end -> EVENTS_WITH_CASE.add(begin.getValue() + end));
                    } else if (named instanceof BinaryTree sum
                            && sum.getRightOperand() instanceof LiteralTree end
                            && MADE.containsKey(end.getValue())) {
                        MADE.get(end.getValue()).forEach(begin -> EVENTS_WITH_CASE.add(begin + end.getValue()));
                    } else {
                        UNRESOLVED_EVENTS.add(SourceTrees.file(unit) + ": " + named);
                    }
                }
            }.scan(unit, null);
        }
    }

    @Test
    void listsEveryEventRecordedWithCase() {
        assertEquals(Set.of(), UNRESOLVED_EVENTS, "say in MADE what it may become");
        assertEquals(String.join("\n", EVENTS_WITH_CASE), String.join("\n", new TreeSet<>(JournaledEvents.all())));
    }

    /**
     * Every event of the hub has a text, because observers read texts and not codes. This test checks only events that
     * belong to no case.
     */
    @Test
    void everyHubEventHasMessage() throws IOException {
        Properties words = new Properties();
        try (Reader file = Files.newBufferedReader(ROOT.resolve(
                "bundles/trust/evidence/src/main/resources/city/pishkhan/evidence/messages_en.properties"))) {
            words.load(file);
        }
        assertEquals(
                List.of(),
                WITHOUT.stream()
                        .filter(event -> event.matches("[a-z-]+\\.[a-z-]+") && !words.containsKey("term." + event))
                        .sorted()
                        .toList());
    }

    @Test
    void caseEventsAreRecordedWithTheirCase() {
        assertTrue(WITHOUT.contains("approval.asked"), WITHOUT::toString);
        assertEquals(
                List.of(),
                WITHOUT.stream()
                        .filter(event -> CASE_EVENT_PREFIXES.stream().anyMatch(event::startsWith))
                        .toList());
    }
}
