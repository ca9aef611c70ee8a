package city.pishkhan.configuration;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A configuration key as described by its bundle.
 *
 * @param type metatype: String, Integer, Long, Boolean, Password …
 * @param multiValued {@code true} for a list
 * @param defaults default values; empty if there are none
 * @param description short description; empty if there is none
 * @param options permitted values; empty if any value is permitted
 * @param minimum smallest permitted value; empty if unlimited
 * @param maximum largest permitted value; empty if unlimited
 */
public record KnownKey(
        String name,
        String type,
        boolean multiValued,
        List<String> defaults,
        String description,
        List<String> options,
        String minimum,
        String maximum) {
    private static final Messages MESSAGES = Messages.of(KnownKey.class);
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passphrase|secret|token)([._-].*)?|(.*[._-])?pin");
    private static final String PASSWORD = "Password";

    /** Creates a key without a description. */
    static KnownKey named(String name) {
        return new KnownKey(name, "String", false, List.of(), "", List.of(), "", "");
    }

    /** Returns {@code true} if the value is a secret and must not be shown. */
    public boolean isSecret() {
        return type.equals(PASSWORD) || type.equals("String") && isSecret(name);
    }

    /** Like {@link #isSecret()}, for a key without a description. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /** The default values on one line; empty if there are none. */
    public String defaultText() {
        return String.join(", ", defaults);
    }

    /**
     * Returns the rule that a value breaks; empty if it is valid. Values with placeholders ({@code ${…}}) are not checked; for
     * lists, only the options are checked.
     *
     * @param value value as in the file; the component runtime does not trim it
     */
    public Optional<Text> findViolation(String value) {
        if (value.contains("${")) {
            return Optional.empty();
        }
        if (multiValued) {
            return findInvalidOption(value);
        }
        if (!options.isEmpty() && !options.contains(value)) {
            return Optional.of(MESSAGES.text("rule.options", String.join(", ", options)));
        }
        return switch (type) {
            case "Integer" -> number(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "Long" -> number(value, Long.MIN_VALUE, Long.MAX_VALUE);
            // the component runtime would treat any other text as false
            case "Boolean" ->
                value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                        ? Optional.empty()
                        : Optional.of(MESSAGES.text("rule.boolean"));
            default -> Optional.empty();
        };
    }

    /** Returns an error message for the first word of a list that is not an option. */
    private Optional<Text> findInvalidOption(String value) {
        return options.isEmpty()
                ? Optional.empty()
                : Stream.of(value.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !options.contains(word))
                        .findFirst()
                        .map(word -> KnownKeys.withNearest(
                                MESSAGES.text("rule.word", word, String.join(", ", options)),
                                word,
                                Set.copyOf(options)));
    }

    private Optional<Text> number(String value, long smallest, long largest) {
        long low = minimum.isEmpty() ? smallest : Long.parseLong(minimum);
        long high = maximum.isEmpty() ? largest : Long.parseLong(maximum);
        try {
            long number = Long.parseLong(value);
            if (number >= low && number <= high) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // a value that is not a number gets the same message as a number out of range
        }
        if (minimum.isEmpty()) {
            return Optional.of(
                    maximum.isEmpty() ? MESSAGES.text("rule.number") : MESSAGES.text("rule.number/to", maximum));
        }
        return Optional.of(
                maximum.isEmpty()
                        ? MESSAGES.text("rule.number/from", minimum)
                        : MESSAGES.text("rule.number/range", minimum, maximum));
    }
}
