package city.pishkhan.api.messaging;

/** Names of the outbox's queues, by the families that the broker treats alike. What is taken from them are ids only. */
public final class Queues {
    /** Inquiries to an agency, by its name. */
    public static final String INQUIRY = "inquiry.";
    /** Notices to an agency, by its name. */
    public static final String NOTICE = "notice.";
    /** The hub's own work, by kind. */
    public static final String WORK = "work.";

    private Queues() {}

    public static String inquiries(String agency) {
        return INQUIRY + agency;
    }

    public static String notices(String agency) {
        return NOTICE + agency;
    }

    public static String work(String kind) {
        return WORK + kind;
    }
}
