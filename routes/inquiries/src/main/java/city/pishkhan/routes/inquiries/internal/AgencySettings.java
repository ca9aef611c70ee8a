package city.pishkhan.routes.inquiries.internal;

/**
 * What the file of one agency says.
 *
 * @param agency    the agency's name, as the procedures use it
 * @param consumers inquiries that are carried at a time
 */
record AgencySettings(String agency, AgencyChannel.Kind channel, int consumers) {

    private static final String NAME = "[a-z][a-z0-9-]{0,39}";
    private static final int MOST_CONSUMERS = 64;

    /** @throws IllegalArgumentException for a value that is missing or none, in words for who wrote the file */
    static AgencySettings of(String agency, String channel, int consumers) {
        String name = agency == null ? "" : agency.strip();
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("agency must be a letter, then letters, digits and dashes, such as"
                    + " article-100, not '" + name + "' / مقدار agency باید نامی لاتین مانند article-100 باشد");
        }
        if (consumers < 1 || consumers > MOST_CONSUMERS) {
            throw new IllegalArgumentException("consumers of " + name + " must be 1 to " + MOST_CONSUMERS + ", not "
                    + consumers + " / مقدار consumers باید ۱ تا ۶۴ باشد");
        }
        return new AgencySettings(name, channel(name, channel == null ? "" : channel.strip()), consumers);
    }

    private static AgencyChannel.Kind channel(String agency, String word) {
        for (AgencyChannel.Kind kind : AgencyChannel.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("channel of " + agency + " must be system or worklist, not '" + word
                + "' / مقدار channel باید system یا worklist باشد");
    }

    String inquiries() {
        return "pishkhan:inquiries?agency=%s&consumers=%d".formatted(agency, consumers);
    }

    String notices() {
        return "pishkhan:notices?agency=%s&consumers=1".formatted(agency);
    }
}
