package city.pishkhan.api.cases;

import java.util.Set;

/** Who takes inquiries out of their queues on this node. */
public interface InquiryCarriers {

    /** Agencies whose inquiries a running route carries now. */
    Set<String> agencies();
}
