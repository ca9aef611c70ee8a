package city.pishkhan.bank.internal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masking of card numbers before they are stored. */
public final class Pan {
    private static final Pattern PAN = Pattern.compile("[0-9*xX]{8,20}");
    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;

    private Pan() {}

    /**
     * Masks all digits of a card number but the first six and the last four. Numbers that the bank has already masked stay masked.
     *
     * @return the masked number, or {@code null} if {@code pan} is not a card number
     */
    public static @Nullable String masked(String pan) {
        if (!PAN.matcher(pan).matches()) {
            return null;
        }
        int hidden = Math.max(0, pan.length() - SHOWN_FIRST - SHOWN_LAST);
        int first = Math.min(SHOWN_FIRST, pan.length() - SHOWN_LAST);
        return pan.substring(0, first) + "*".repeat(hidden) + pan.substring(pan.length() - SHOWN_LAST);
    }
}
