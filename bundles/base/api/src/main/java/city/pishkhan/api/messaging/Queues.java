package city.pishkhan.api.messaging;

/** Names of the outbox's queues, by families with the same settings in the broker. Their messages contain only ids. */
public final class Queues {
    /** Prefix of the queues for inquiries, by agency. */
    public static final String INQUIRY = "inquiry.";
    /** Prefix of the queues for notices, by agency. */
    public static final String NOTICE = "notice.";
    /** Prefix of the queues for the hub's own work, by kind. */
    public static final String WORK = "work.";

    private Queues() {}

    /** Queue of an agency's inquiries. */
    public static String inquiries(String agency) {
        return INQUIRY + agency;
    }

    /** Queue of an agency's notices. */
    public static String notices(String agency) {
        return NOTICE + agency;
    }

    /** Queue of a kind of the hub's own work. */
    public static String work(String kind) {
        return WORK + kind;
    }
}
