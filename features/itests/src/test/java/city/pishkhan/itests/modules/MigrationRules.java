package city.pishkhan.itests.modules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a migration only expands its schema, so that the previous version of the hub still runs on it. The rules are in
 * {@code features/docs/nodes.md}.
 */
final class MigrationRules {
    /**
     * First line of a file that removes a table or column. The line names the first version of the hub that does not
     * use it.
     */
    private static final Pattern CONTRACT =
            Pattern.compile("-- contract: unused since version (\\d+\\.\\d+(?:\\.\\d+)?)");

    private static final Pattern NOISE = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("(\\$\\w*\\$).*?\\1", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NEW_TABLE =
            Pattern.compile("create (?:unlogged )?table (?:if not exists )?(?:\\w+\\.)?(\\w+)\\b.*");
    private static final Pattern INDEX = Pattern.compile(
            "create (unique )?index (concurrently )?(?:if not exists )?\\w+ on (?:only )?(?:\\w+\\.)?(\\w+)\\b.*");
    private static final Pattern ALTER = Pattern.compile("alter table (?:only )?(?:\\w+\\.)?(\\w+) (.*)");
    private static final Pattern TRIGGER =
            Pattern.compile("create (?:constraint )?trigger .* on (?:\\w+\\.)?(\\w+)\\b.*");
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:create (?:sequence|type|view|function) |comment on |insert into |update |do |set local ).*");
    private static final Pattern ADDED_COLUMN =
            Pattern.compile("add (?:column )?(?!constraint |check|unique|primary|foreign)\\w+ .*");
    private static final Pattern BAD_COLUMN = Pattern.compile(".*\\b(?:unique|primary key|generated)\\b.*");
    private static final Pattern DEFAULT =
            Pattern.compile(".*\\bdefault (?:''(?:::\\w+)?|-?\\d+|true|false|now\\(\\)).*");
    private static final Pattern HARMLESS_CHANGE = Pattern.compile(
            "set \\(.*\\)|alter (?:column )?\\w+ set (?:storage|statistics) .*|validate constraint \\w+|add .* not valid");

    private MigrationRules() {}

    /**
     * Checks a migration after V1.
     *
     * @param version version of the hub in the sources
     * @return the broken rules, each with its statement; empty if there are none
     */
    static List<String> faults(String script, String version) {
        Matcher contract =
                CONTRACT.matcher(script.lines().findFirst().orElse("").strip());
        if (contract.matches()) {
            return isBefore(contract.group(1), version)
                    ? List.of()
                    : List.of("the previous version of " + version + " may still use what is removed: "
                            + contract.group(1) + " must be an earlier version");
        }
        List<String> faults = new ArrayList<>();
        List<String> statements = statements(script);
        Set<String> created = new HashSet<>();
        for (String statement : statements) {
            Matcher table = NEW_TABLE.matcher(statement);
            if (table.matches()) {
                created.add(table.group(1));
                continue;
            }
            String fault = fault(statement, created);
            if (fault == null && statement.contains(" concurrently ") && statements.size() > 1) {
                fault = "an index that is built concurrently needs a file of its own";
            }
            if (fault != null) {
                faults.add(fault + ": " + statement);
            }
        }
        return faults;
    }

    private static boolean isBefore(String first, String second) {
        String[] one = first.split("\\.");
        String[] other = second.split("-")[0].split("\\.");
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            int order = Integer.compare(Integer.parseInt(one[i]), Integer.parseInt(other[i]));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    /** Splits a script into statements in lower case, without comments, texts and bodies of functions. */
    private static List<String> statements(String script) {
        String plain = TEXT.matcher(
                        BODY.matcher(NOISE.matcher(script).replaceAll(" ")).replaceAll("''"))
                .replaceAll("''");
        List<String> statements = new ArrayList<>();
        for (String statement : plain.split(";")) {
            String one = statement.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
            if (!one.isEmpty()) {
                statements.add(one);
            }
        }
        return statements;
    }

    /** @return the broken rule, or {@code null} */
    private static String fault(String statement, Set<String> created) {
        Matcher index = INDEX.matcher(statement);
        if (index.matches()) {
            if (created.contains(index.group(3))) {
                return null;
            }
            if (index.group(1) != null) {
                return "a unique index rejects rows of the previous version";
            }
            return index.group(2) == null ? "an index of an existing table is built concurrently" : null;
        }
        Matcher alter = ALTER.matcher(statement);
        if (alter.matches()) {
            return created.contains(alter.group(1)) ? null : changeFault(alter.group(2));
        }
        Matcher trigger = TRIGGER.matcher(statement);
        if (trigger.matches()) {
            return created.contains(trigger.group(1)) ? null : "a trigger changes what the previous version writes";
        }
        return HARMLESS.matcher(statement).matches() ? null : "the statement does not only expand the schema";
    }

    private static String changeFault(String changes) {
        int depth = 0;
        StringBuilder change = new StringBuilder();
        List<String> all = new ArrayList<>();
        for (char c : (changes + ",").toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                all.add(change.toString().strip());
                change.setLength(0);
            } else {
                change.append(c);
            }
        }
        for (String one : all) {
            if (ADDED_COLUMN.matcher(one).matches()) {
                if (BAD_COLUMN.matcher(one).matches()) {
                    return "a new column has no unique, primary or generated values";
                }
                if (one.contains("not null") && !DEFAULT.matcher(one).matches()) {
                    return "a new column is nullable or has a constant default";
                }
            } else if (!HARMLESS_CHANGE.matcher(one).matches()) {
                return one.startsWith("add")
                        ? "a new constraint of an existing table is added as not valid"
                        : "the change may break the previous version";
            }
        }
        return null;
    }
}
