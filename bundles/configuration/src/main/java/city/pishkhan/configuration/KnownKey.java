package city.pishkhan.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One key of a configuration, as the bundle describes it that reads it.
 *
 * @param type     of the metatype: String, Integer, Long, Boolean, Password …
 * @param several  whether it is a list
 * @param defaults what counts where no file says anything; empty if there is none
 * @param meaning  in a few words; empty if nobody tells
 * @param options  the only values that it may have; empty if any
 * @param least    the least number; empty if any
 * @param most     the greatest number; empty if any
 */
public record KnownKey(
        String name,
        String type,
        boolean several,
        List<String> defaults,
        String meaning,
        List<String> options,
        String least,
        String most) {
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passphrase|secret|token)([._-].*)?|(.*[._-])?pin");
    private static final String PASSWORD = "Password";

    /** Of which only the name is known. */
    static KnownKey named(String name) {
        return new KnownKey(name, "String", false, List.of(), "", List.of(), "", "");
    }

    /** Whether its value is not for everybody who looks at the configuration. */
    public boolean secret() {
        return type.equals(PASSWORD) || type.equals("String") && secret(name);
    }

    /** The same of a key that nobody describes. */
    static boolean secret(String name) {
        return SECRET.matcher(name).matches();
    }

    /** The default in one line; empty if there is none. */
    public String usual() {
        return String.join(", ", defaults);
    }

    /**
     * Which rule a value breaks. What stands for something else ({@code ${…}}) is not looked into, and of lists only whether each word is one
     * of the options.
     *
     * @param value as a file has it; the component runtime takes off no blanks
     */
    public Optional<String> broken(String value) {
        if (value.contains("${")) {
            return Optional.empty();
        }
        if (several) {
            return wrongWord(value);
        }
        if (!options.isEmpty() && !options.contains(value)) {
            return Optional.of("must be one of " + String.join(", ", options));
        }
        return switch (type) {
            case "Integer" -> number(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "Long" -> number(value, Long.MIN_VALUE, Long.MAX_VALUE);
            // whatever is not true would be false without a word
            case "Boolean" ->
                value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                        ? Optional.empty()
                        : Optional.of("must be true or false");
            default -> Optional.empty();
        };
    }

    /** The first word of a list that is none of the options. */
    private Optional<String> wrongWord(String value) {
        return options.isEmpty()
                ? Optional.empty()
                : Stream.of(value.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !options.contains(word))
                        .findFirst()
                        .map(word -> "\"" + word + "\" is none of " + String.join(", ", options)
                                + KnownKeys.nearest(word, Set.copyOf(options)));
    }

    private Optional<String> number(String value, long smallest, long largest) {
        long low = least.isEmpty() ? smallest : Long.parseLong(least);
        long high = most.isEmpty() ? largest : Long.parseLong(most);
        try {
            long number = Long.parseLong(value);
            if (number >= low && number <= high) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // the same words as for one that is out of bounds
        }
        return Optional.of("must be a whole number" + (least.isEmpty() ? "" : " from " + least)
                + (most.isEmpty() ? "" : " to " + most));
    }
}
