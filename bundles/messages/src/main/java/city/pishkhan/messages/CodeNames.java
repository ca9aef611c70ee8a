package city.pishkhan.messages;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people call codes, by the kind of code. States, roles, fields and other kinds of the hub's own stand beside this class in
 * {@code messages_en.properties} and {@code messages_fa.properties} ({@code role.operator}); services, agencies and papers are the city's,
 * and whoever reads its rules provides them.
 */
public final class CodeNames {
    private static final Messages OWN = Messages.of(CodeNames.class);
    private static final Map<String, Function<String, Optional<Text>>> OTHERS = new ConcurrentHashMap<>();

    private static final Pattern SEVERAL = Pattern.compile("([a-z-]+)[:-]([0-9]+)");

    private CodeNames() {}

    /**
     * Names codes of a kind from now on, in place of whoever did so before.
     *
     * @param names by code; asked while something else is being done, perhaps in a transaction that already failed: it reads no storage
     */
    public static void provide(String kind, Function<String, Optional<Text>> names) {
        OTHERS.put(kind, names);
    }

    /** Ends {@link #provide}; nothing happens if somebody else names them by now. */
    public static void withdraw(String kind, Function<String, Optional<Text>> names) {
        OTHERS.remove(kind, names);
    }

    /** Empty for a code that nobody names. One of several, {@code mayor-5} or {@code office:1204}, has the name of all and its own number. */
    public static Optional<Text> find(String kind, String code) {
        String key = kind + "." + code;
        if (OWN.has(key)) {
            return Optional.of(OWN.text(key));
        }
        Matcher several = SEVERAL.matcher(code);
        if (several.matches() && OWN.has(kind + "." + several.group(1))) {
            Text all = OWN.text(kind + "." + several.group(1));
            String number = several.group(2);
            return Optional.of(new Text(all.english() + " " + number, all.persian() + " " + persian(number)));
        }
        return Optional.ofNullable(OTHERS.get(kind)).flatMap(names -> names.apply(code));
    }

    private static String persian(String digits) {
        return digits.chars()
                .mapToObj(digit -> String.valueOf((char) (digit - '0' + '۰')))
                .collect(Collectors.joining());
    }

    /** The name, or the code itself where nobody has one. */
    public static Text of(String kind, String code) {
        return find(kind, code).orElse(new Text(code, code));
    }
}
