package city.pishkhan.messages;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What people call codes, by the kind of code. States, roles, fields and other kinds of the hub's own stand beside this class in
 * {@code messages_en.properties} and {@code messages_fa.properties} ({@code role.operator}); services, agencies and papers are the city's,
 * and whoever reads its rules provides them.
 */
public final class CodeNames {
    private static final Messages OWN = Messages.of(CodeNames.class);
    private static final Map<String, Function<String, Optional<Text>>> OTHERS = new ConcurrentHashMap<>();

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

    /** Empty for a code that nobody names. */
    public static Optional<Text> find(String kind, String code) {
        String key = kind + "." + code;
        return OWN.has(key)
                ? Optional.of(OWN.text(key))
                : Optional.ofNullable(OTHERS.get(kind)).flatMap(names -> names.apply(code));
    }

    /** The name, or the code itself where nobody has one. */
    public static Text of(String kind, String code) {
        return find(kind, code).orElse(new Text(code, code));
    }
}
