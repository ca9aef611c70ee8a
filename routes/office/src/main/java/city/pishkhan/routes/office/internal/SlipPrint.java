package city.pishkhan.routes.office.internal;

import city.pishkhan.api.security.NumberProofs.LoginSlip;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A login slip as the counter's printer prints it, for somebody who may read Persian only. */
final class SlipPrint {
    private static final Messages MESSAGES = Messages.of(SlipPrint.class);
    private static final int HALF = 4;

    private SlipPrint() {}

    /**
     * Lines, parted by line feeds.
     *
     * @param door address of the door, beside which the citizens' pages are; empty if it is not known
     */
    static String of(LoginSlip slip, String door) {
        List<String> lines = new ArrayList<>();
        lines.add(MESSAGES.persian("slip.title"));
        // typed on a Latin keyboard
        lines.add(MESSAGES.persian("slip.tracking", slip.tracking()));
        String pin = slip.pin().substring(0, HALF) + " " + slip.pin().substring(HALF);
        // isolated: its halves would change places in a line that reads from the right
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
