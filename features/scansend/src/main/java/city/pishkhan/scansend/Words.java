package city.pishkhan.scansend;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the program says: in English, and below it in Persian. */
final class Words {
    private static final ResourceBundle.Control NO_OTHER =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Words() {}

    static String both(String key, Object... arguments) {
        return of(Locale.ENGLISH, key, arguments) + System.lineSeparator() + of(new Locale("fa"), key, arguments);
    }

    private static String of(Locale language, String key, Object... arguments) {
        String pattern = ResourceBundle.getBundle("city.pishkhan.scansend.messages", language, NO_OTHER)
                .getString(key);
        Object[] said = Arrays.stream(arguments).map(String::valueOf).toArray();
        return new MessageFormat(pattern.replace("'", "''"), language).format(said);
    }
}
