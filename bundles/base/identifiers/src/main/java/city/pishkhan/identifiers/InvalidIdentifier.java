package city.pishkhan.identifiers;

import city.pishkhan.messages.Text;
import java.util.Locale;

/**
 * Thrown for a text that is not a valid identifier of the expected type. States the violated rule in English and Persian. A
 * personal value is masked in every text of this exception, so that the texts may be logged and sent to the client.
 */
public final class InvalidIdentifier extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String rule;
    private final String maskedValue;
    private final Text text;

    InvalidIdentifier(String type, String rule, String maskedValue, Text text) {
        super(text.english());
        this.type = type;
        this.rule = rule;
        this.maskedValue = maskedValue;
        this.text = text;
    }

    /** The identifier's type: {@code national-id}, {@code bill-id} … */
    public String type() {
        return type;
    }

    /** The violated rule, stable across versions: {@code national-id.check-digit} … */
    public String rule() {
        return rule;
    }

    /** The refused text, masked if it is personal and shortened if it is long. */
    public String maskedValue() {
        return maskedValue;
    }

    public Text text() {
        return text;
    }

    public String english() {
        return text.english();
    }

    public String persian() {
        return text.persian();
    }

    /** The message in the language of {@code locale}: Persian for {@code fa}, else English. */
    public String message(Locale locale) {
        return "fa".equals(locale.getLanguage()) ? text.persian() : text.english();
    }
}
