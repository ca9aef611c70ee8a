package city.pishkhan.routes.inquiries.internal;

import static city.pishkhan.api.agencies.InquiryDispatchers.MAX_CONSUMERS;
import static city.pishkhan.api.agencies.InquiryDispatchers.MAX_PER_SECOND;

import city.pishkhan.messages.Messages;

/**
 * Settings of one agency from its configuration file.
 * @param agency    name of the agency in the procedures
 * @param channel   kind of its channel
 * @param consumers maximum number of inquiries processed concurrently
 * @param perSecond maximum number of inquiries sent per second; 0 for no limit
 */
record AgencySettings(String agency, AgencyChannel.Kind channel, int consumers, int perSecond) {
    private static final Messages MESSAGES = Messages.of(AgencySettings.class);

    private static final String NAME = "[a-z][a-z0-9-]{0,39}";

    /**
     * Checks the values of an agency's configuration file.
     *
     * @throws IllegalArgumentException if a value is missing or invalid, with a message for the author of the file
     */
    static AgencySettings of(String agency, String channel, int consumers, int perSecond) {
        String name = agency == null ? "" : agency.strip();
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(MESSAGES.bilingual("agency.name", name));
        }
        if (consumers < 1 || consumers > MAX_CONSUMERS) {
            throw new IllegalArgumentException(MESSAGES.bilingual("agency.consumers", name, consumers, MAX_CONSUMERS));
        }
        if (perSecond < 0 || perSecond > MAX_PER_SECOND) {
            throw new IllegalArgumentException(
                    MESSAGES.bilingual("agency.per-second", name, perSecond, MAX_PER_SECOND));
        }
        return new AgencySettings(name, channel(name, channel == null ? "" : channel.strip()), consumers, perSecond);
    }

    private static AgencyChannel.Kind channel(String agency, String word) {
        for (AgencyChannel.Kind kind : AgencyChannel.Kind.values()) {
            if (kind.configName().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(MESSAGES.bilingual("agency.channel", agency, word));
    }

    String inquiries() {
        return "pishkhan:inquiries?agency=%s&consumers=%d&perSecond=%d".formatted(agency, consumers, perSecond);
    }

    String notices() {
        return "pishkhan:notices?agency=%s&consumers=1".formatted(agency);
    }
}
