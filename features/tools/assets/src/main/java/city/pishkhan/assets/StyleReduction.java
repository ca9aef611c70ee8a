package city.pishkhan.assets;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reduces a third-party style sheet to the rules that the pages can use. A selector is kept if each of its classes appears as a word in
 * a page or script; selectors without classes are always kept.
 */
final class StyleReduction {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern CLASS = Pattern.compile("\\.([A-Za-z][A-Za-z0-9_-]*)");
    private static final Pattern COMMENT = Pattern.compile("/\\*(?!!).*?\\*/", Pattern.DOTALL);
    /** A comma between selectors, outside of parentheses. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private final Set<String> words;

    /** @param sources text of all pages and scripts */
    StyleReduction(String sources) {
        words = WORD.matcher(sources).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    String reduce(String style) {
        String css = COMMENT.matcher(style).replaceAll("");
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (int open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
            int end = end(css, open);
            kept.append(rule(css.substring(at, open), css.substring(open + 1, end - 1)));
            at = end;
        }
        return kept.append(css, at, css.length()).toString();
    }

    private String rule(String head, String body) {
        String start = head.strip();
        if (start.startsWith("@media") || start.startsWith("@supports")) {
            String inner = reduce(body);
            return inner.isBlank() ? "" : head + "{" + inner + "}";
        }
        if (start.contains("@")) {
            return head + "{" + body + "}";
        }
        String selectors = Arrays.stream(COMMA.split(head)).filter(this::isUsed).collect(Collectors.joining(","));
        return selectors.isEmpty() ? "" : selectors + "{" + body + "}";
    }

    private boolean isUsed(String selector) {
        return CLASS.matcher(selector).results().allMatch(name -> words.contains(name.group(1)));
    }

    /** Returns the index after the brace that closes the block. */
    private static int end(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("A block of the style sheet is not closed: " + css.substring(open));
    }
}
