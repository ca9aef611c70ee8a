package city.pishkhan.routes.inquiries.internal;

import java.util.Locale;
import org.apache.camel.model.RouteDefinition;

/** An agency's way in, as the last steps of its two routes. */
interface AgencyChannel {

    /** Which one; never both, or an inquiry would be answered twice. */
    enum Kind {
        /** the agency's own system, by its connector */
        SYSTEM,
        /** the worklist that the hub hosts */
        WORKLIST;

        /** As the agency's file says it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adds the steps that an inquiry takes. */
    void ask(RouteDefinition inquiries);

    /** Adds the steps that a notice takes. */
    void tell(RouteDefinition notices);
}
