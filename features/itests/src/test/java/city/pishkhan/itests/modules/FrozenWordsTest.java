package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Codes on which external parties rely. Refusal codes are evaluated by office software, journal events are searched by oversight bodies.
 * The contexts of sealed personal values must not change, because a value sealed for one context cannot be opened for another. Renaming a
 * class must not change any of them. Add new codes with {@code -Dfrozen.write=true}; removing one needs a separate decision.
 */
class FrozenWordsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path FOLDER = Path.of("src/test/resources/frozen");
    private static final Set<String> REFUSALS =
            Set.of("invalid", "conflict", "tooMany", "temporaryConflict", "forbidden", "notFound", "violation");

    private static final Set<String> CODES = new TreeSet<>();
    private static final Set<String> EVENTS = new TreeSet<>();
    private static final Set<String> PLACES = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        for (String folder : List.of("bundles", "routes")) {
            for (CompilationUnitTree unit : SourceTrees.of(ROOT.resolve(folder))) {
                new Words().scan(unit, null);
            }
        }
    }

    private static void assertUnchanged(String file, Set<String> now) throws IOException {
        Path golden = FOLDER.resolve(file);
        if (Boolean.getBoolean("frozen.write")) {
            Files.write(golden, now);
        }
        assertEquals(String.join("\n", Files.readAllLines(golden)), String.join("\n", now));
    }

    @Test
    void refusalCodesAreUnchanged() throws IOException {
        assertTrue(CODES.contains("case.stale") || CODES.size() > 200, CODES::toString);
        assertUnchanged("refusals.txt", CODES);
    }

    @Test
    void journalEventsAreUnchanged() throws IOException {
        assertTrue(EVENTS.contains("case.opened"), EVENTS::toString);
        assertUnchanged("events.txt", EVENTS);
    }

    @Test
    void placesOfSealedValuesAreUnchanged() throws IOException {
        assertTrue(PLACES.contains("note"), PLACES::toString);
        assertUnchanged("places.txt", PLACES);
    }

    private static void literals(Tree tree, Set<String> into) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void none) {
                if (literal.getValue() instanceof String text && text.matches("\\.?[a-z][a-z0-9 ./-]*")) {
                    into.add(text.strip());
                }
                return null;
            }
        }.scan(tree, null);
    }

    /** Collects the codes from the source. */
    private static final class Words extends TreeScanner<Void, Void> {
        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            if (call.getMethodSelect() instanceof MemberSelectTree method) {
                String owner = method.getExpression().toString();
                String name = method.getIdentifier().toString();
                List<? extends ExpressionTree> arguments = call.getArguments();
                if (owner.equals("Refusal") && (REFUSALS.contains(name) || name.equals("of"))) {
                    code(arguments.get(name.equals("of") ? 1 : 0), name.equals("notFound") ? ".unknown" : "");
                } else if (name.equals("record")
                        && owner.endsWith("ournal")
                        && !owner.equals("deliveryJournal")
                        && arguments.size() > 2) {
                    // an event of the hub itself has no case argument
                    literals(arguments.get(arguments.size() == 3 ? 0 : 1), EVENTS);
                } else if (name.equals("record") && owner.equals("recorder")) {
                    literals(arguments.get(0), EVENTS);
                } else if (Set.of("seal", "open", "index").contains(name)
                        && owner.toLowerCase(java.util.Locale.ROOT)
                                .contains(owner.contains("eal") ? "seal" : "vault")) {
                    arguments.forEach(argument -> literals(argument, PLACES));
                }
            }
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void none) {
            if (made.getIdentifier().toString().equals("Refusal")) {
                code(made.getArguments().get(1), "");
            }
            return super.visitNewClass(made, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getName().toString().matches("place|\\w+Place") && method.getBody() != null) {
                literals(method.getBody(), PLACES);
            }
            return super.visitMethod(method, none);
        }

        private static void code(ExpressionTree key, String end) {
            Set<String> keys = new TreeSet<>();
            literals(key, keys);
            keys.forEach(found -> CODES.add(found.replaceFirst("/.*", "") + end));
        }
    }
}
