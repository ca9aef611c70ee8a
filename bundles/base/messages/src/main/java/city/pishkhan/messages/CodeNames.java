package city.pishkhan.messages;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Display names of codes, by the kind of code. States, roles, fields and other kinds of the hub itself are in {@code
 * messages_en.properties} and {@code messages_fa.properties} in this package ({@code role.operator}). Names of services, agencies
 * and papers belong to the city's rules; the bundle that reads the rules provides them. Thread-safe.
 */
public final class CodeNames {
    private static final Messages OWN = Messages.of(CodeNames.class);
    private static final Map<String, Function<String, Optional<Text>>> OTHERS = new ConcurrentHashMap<>();

    private static final Pattern SEVERAL = Pattern.compile("([a-z-]+)[:-]([0-9]+)");

    private CodeNames() {}

    /**
     * Registers the names of a kind; replaces an earlier registration.
     *
     * @param names name by code; must not access storage, because it may be called inside a transaction that has failed
     */
    public static void provide(String kind, Function<String, Optional<Text>> names) {
        OTHERS.put(kind, names);
    }

    /** Removes a registration; does nothing if another bundle has registered the kind in the meantime. */
    public static void withdraw(String kind, Function<String, Optional<Text>> names) {
        OTHERS.remove(kind, names);
    }

    /**
     * The name of a code; empty if it has none. The name of a numbered code such as {@code mayor-5} or {@code
     * office:1204} is the name of the group, here {@code mayor} or {@code office}, followed by the number.
     */
    public static Optional<Text> find(String kind, String code) {
        String key = kind + "." + code;
        if (OWN.hasKey(key)) {
            return Optional.of(OWN.text(key));
        }
        Matcher several = SEVERAL.matcher(code);
        if (several.matches() && OWN.hasKey(kind + "." + several.group(1))) {
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

    /** The name of a code, or the code itself if it has none. */
    public static Text nameOrCode(String kind, String code) {
        return find(kind, code).orElse(new Text(code, code));
    }
}
