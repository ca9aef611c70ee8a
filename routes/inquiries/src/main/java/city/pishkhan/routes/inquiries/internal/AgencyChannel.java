package city.pishkhan.routes.inquiries.internal;

import java.util.Locale;
import org.apache.camel.model.RouteDefinition;

/** Channel to an agency; adds the final steps of the agency's two routes. */
interface AgencyChannel {

    /** Kind of a channel. An agency has exactly one, because two would give two answers. */
    enum Kind {
        /** the agency's own system, through its connector */
        SYSTEM,
        /** the worklist hosted by the hub */
        WORKLIST;

        /** Returns the name of this kind of channel in the agency's configuration file. */
        String configName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void addInquirySteps(RouteDefinition inquiries);

    void addNoticeSteps(RouteDefinition notices);
}
