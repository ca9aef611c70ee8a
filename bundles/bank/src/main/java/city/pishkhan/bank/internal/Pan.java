package city.pishkhan.bank.internal;

import java.util.regex.Pattern;

/** Card numbers as they may be kept. */
public final class Pan {
    private static final Pattern PAN = Pattern.compile("[0-9*xX]{8,20}");
    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;

    private Pan() {}

    /** Banks mask cards themselves; where one does not, this does. @return {@code null} for what is no card number */
    public static String masked(String pan) {
        if (!PAN.matcher(pan).matches()) {
            return null;
        }
        int hidden = Math.max(0, pan.length() - SHOWN_FIRST - SHOWN_LAST);
        int first = Math.min(SHOWN_FIRST, pan.length() - SHOWN_LAST);
        return pan.substring(0, first) + "*".repeat(hidden) + pan.substring(pan.length() - SHOWN_LAST);
    }
}
