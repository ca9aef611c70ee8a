package city.pishkhan.api.cases;

import java.util.Set;

/** Who takes inquiries out of their queues on this node. */
public interface InquiryCarriers {

    /** Agencies whose inquiries a running route carries now. */
    Set<String> agencies();

    /** Routes that begin to carry what others carry already: two would share it by chance. The first ones go on. */
    final class Taken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** @param message who has them already, and who does not get them, in words for who wrote the routes */
        public Taken(String message) {
            super(message);
        }
    }
}
