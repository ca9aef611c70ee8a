package city.pishkhan.gate.internal.routefiles;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for the functions of Camel's simple language: only functions that read the message, and a few that compute a value. */
final class SimpleRules {
    private static final Pattern START = Pattern.compile("\\$(?:simple)?\\{");
    /** Names that lead from a value of the message to its class or to the hub. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("(?i).*(?:^|[.?\\[' ])(?:get)?(?:class|classLoader|camelContext|context|exchange"
                    + "|declaringClass|protectionDomain|module|endpoint)\\b.*");

    private static final String PATH = "(?:\\??\\.\\w+|\\??\\[[^\\[\\]()]*])*+";
    private static final String TYPE =
            "(?:java\\.lang\\.)?(?:String|Integer|Long|Boolean|Double)|byte\\[]|java\\.math\\.BigDecimal"
                    + "|(?:java\\.util\\.)?(?:Map|List)";
    private static final String KEY = "[\\w.-]+";
    private static final Pattern ALLOWED = Pattern.compile("(?s)(?:"
            + "(?:in\\.)?body" + PATH
            + "|(?:bodyAs|mandatoryBodyAs)\\((?:" + TYPE + ")\\)" + PATH
            + "|bodyOneLine|prettyBody"
            + "|(?:in\\.)?headers?(?:[.:]|\\??\\.)?(?:" + KEY + ")?" + PATH
            + "|headerAs\\(" + KEY + ", *(?:" + TYPE + ")\\)" + PATH
            + "|exchangeProperty(?:[.:]|\\??\\.)?(?:" + KEY + ")?" + PATH
            + "|variables?(?:\\??\\.)?(?:[\\w-]+)?" + PATH
            + "|variableAs\\([\\w-]+, *(?:" + TYPE + ")\\)" + PATH
            + "|id|exchangeId|messageTimestamp|routeId|fromRouteId|routeGroup|stepId|null|exception|exception\\.message"
            + "|date(?:-with-timezone:[\\w/+-]+)?:(?:now|millis|exchangeCreated|header\\." + KEY
            + "|variable\\.[\\w-]+|exchangeProperty\\."
            + KEY + ")(?:[+-]\\w+)*+(?::[^${}]*)?"
            + "|uuid(?:\\((?:default|classic|short|simple|random)\\))?"
            + "|random\\(\\d+(?:, *\\d+)?\\)"
            + "|file:(?:name|onlyname|size|modified|(?:only)?name\\.noext|name\\.ext)"
            + ")");

    private SimpleRules() {}

    /** Returns the rule that a text breaks. Checks each function of the text, also nested ones. */
    static Optional<String> problem(String text) {
        Matcher start = START.matcher(text);
        while (start.find()) {
            String function = function(text, start.end());
            if (function == null) {
                return Optional.of("a simple expression is not closed");
            }
            String plain = function.strip();
            if (plain.contains("$")) {
                return Optional.of("a simple function may not contain another function");
            }
            if (!ALLOWED.matcher(plain).matches() || FORBIDDEN.matcher(plain).matches()) {
                return Optional.of("an expression may use only the message: no beans, types, methods or environment");
            }
        }
        return Optional.empty();
    }

    private static @Nullable String function(String text, int begin) {
        int depth = 1;
        for (int at = begin; at < text.length(); at++) {
            if (text.charAt(at) == '{') {
                depth++;
            } else if (text.charAt(at) == '}' && --depth == 0) {
                return text.substring(begin, at);
            }
        }
        return null;
    }
}
