package city.pishkhan.routes.office.internal;

import city.pishkhan.api.security.NumberProofs.LoginSlip;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Text of a login slip for the counter's printer, in Persian for recipients who may read no other language. */
final class SlipPrint {
    private static final Messages MESSAGES = Messages.of(SlipPrint.class);
    private static final int HALF = 4;

    private SlipPrint() {}

    /**
     * Returns the lines of the slip, separated by line feeds.
     * @param door address of the door, from which the citizens' pages are derived; empty if unknown
     */
    static String format(LoginSlip slip, String door) {
        List<String> lines = new ArrayList<>();
        lines.add(MESSAGES.persian("slip.title"));
        // Latin digits, because the code is typed on a Latin keyboard
        lines.add(MESSAGES.persian("slip.tracking", slip.tracking()));
        String pin = slip.pin().substring(0, HALF) + " " + slip.pin().substring(HALF);
        // the PIN is isolated, because its two halves would swap their order in right-to-left text
        lines.add(MESSAGES.persian("slip.pin", "\u2066" + PersianText.persianDigits(pin) + "\u2069"));
        lines.add(MESSAGES.persian("slip.until", PersianDate.persian(slip.expires())));
        if (slip.papersFrom() != null) {
            lines.add(MESSAGES.persian("slip.papers", PersianDate.persian(slip.papersFrom())));
        }
        lines.add(MESSAGES.persian("slip.how"));
        if (!door.isEmpty()) {
            lines.add(MESSAGES.persian("slip.where", URI.create(door).resolve("/my")));
        }
        lines.add(MESSAGES.persian("slip.keep"));
        return String.join("\n", lines);
    }
}
