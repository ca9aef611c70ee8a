package city.pishkhan.procedures.internal.tables;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Static analysis of FEEL expressions. */
public final class Feel {
    /**
     * Functions that rules may call. All of them are deterministic, because a decision that used a clock or random
     * numbers could not be reproduced.
     */
    private static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "all",
            "any",
            "append",
            "ceiling",
            "concatenate",
            "contains",
            "count",
            "decimal",
            "distinct values",
            "ends with",
            "even",
            "flatten",
            "floor",
            "get value",
            "index of",
            "is defined",
            "list contains",
            "lower case",
            "matches",
            "max",
            "mean",
            "median",
            "min",
            "modulo",
            "not",
            "number",
            "odd",
            "product",
            "replace",
            "reverse",
            "round down",
            "round half down",
            "round half up",
            "round up",
            "sort",
            "split",
            "starts with",
            "string",
            "string join",
            "string length",
            "sublist",
            "substring",
            "substring after",
            "substring before",
            "sum",
            "union",
            "upper case");

    private static final Set<String> WORDS =
            Set.of("and", "or", "in", "if", "then", "else", "return", "satisfies", "between");

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern CALL = Pattern.compile("([A-Za-z][A-Za-z0-9]*(?:\\s+[A-Za-z][A-Za-z0-9]*)*+)\\s*\\(");
    private static final Pattern NAME = Pattern.compile("(?<![.A-Za-z0-9])[A-Za-z][A-Za-z0-9]*");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern PLACE = Pattern.compile(":\\d+:(\\d+)$");
    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>)\\s*(.+)", Pattern.DOTALL);

    private Feel() {}

    /** Returns all names in a FEEL expression that could be facts or data, including local variables. */
    static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(STRING.matcher(text).replaceAll("\"\""));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    /**
     * Returns the first function called in the text that is not in the list of permitted functions, or empty if there
     * is none.
     */
    public static Optional<String> foreignFunction(String text) {
        Matcher calls = CALL.matcher(STRING.matcher(text).replaceAll("\"\""));
        while (calls.find()) {
            String[] words = calls.group(1).split("\\s+");
            boolean known = WORDS.contains(words[words.length - 1]);
            for (int from = 0; from < words.length && !known; from++) {
                known = FUNCTIONS.contains(String.join(" ", Arrays.copyOfRange(words, from, words.length)));
            }
            if (!known) {
                return Optional.of(calls.group(1));
            }
        }
        return Optional.empty();
    }

    /** Returns the value of an expression that is a single string literal. */
    public static Optional<String> string(String text) {
        Matcher literal = LITERAL.matcher(text);
        return literal.matches() ? Optional.of(literal.group(1)) : Optional.empty();
    }

    /** Returns the operator and the operand if a test is a plain comparison. */
    static Optional<String[]> comparison(String test) {
        Matcher matcher = COMPARISON.matcher(test);
        return matcher.matches() ? Optional.of(new String[] {matcher.group(1), matcher.group(2)}) : Optional.empty();
    }

    /** Returns {@code true} if the expression could not be parsed, in contrast to errors that depend on the facts. */
    public static boolean isUnreadable(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("failed to parse");
    }

    /** Returns the message of a FEEL error without the engine's grammar details. */
    public static String reason(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        int found = text.lastIndexOf(", found ");
        if (text.startsWith("failed to parse") && found > 0) {
            Matcher place = PLACE.matcher(text.substring(0, found));
            return "is not a FEEL expression" + (place.find() ? " at character " + place.group(1) : "") + ":"
                    + text.substring(found + 1);
        }
        int reason = text.startsWith("failed to evaluate") ? text.indexOf("': ") : -1;
        return "cannot be evaluated: " + (reason < 0 ? text : text.substring(reason + "': ".length()));
    }
}
